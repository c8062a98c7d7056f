package cairn.app;

import cairn.common.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code cairn policy check}: why somebody may do something, or may not. */
@Command(
    name = "policy",
    description = "Look into the rules of who may do what.",
    subcommands = PolicyCommand.Check.class,
    synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand {
  /** One question. */
  @Command(
      name = "check",
      description = "Explain what a rule says about a user: each part of it, true or false.")
  static final class Check implements Runnable {
    @Mixin private DataOption data = new DataOption();
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "RULE", description = "The rule, as os_compute_api:servers:create.")
    private String rule = "";

    @Option(names = "--user", paramLabel = "USER", required = true, description = "Name or id.")
    private String user = "";

    @Option(names = "--user-domain", paramLabel = "DOMAIN", description = "Where the name counts.")
    private String userDomain = "default";

    @Option(names = "--project", paramLabel = "PROJECT", description = "The token's project.")
    private String project = "";

    @Option(names = "--domain", paramLabel = "DOMAIN", description = "The token's domain.")
    private String domain = "";

    @Option(names = "--system", description = "The token is for the whole system.")
    private boolean system;

    @Option(
        names = "--target",
        paramLabel = "NAME=VALUE",
        description = "An attribute of what it is about, as project_id=...; may be repeated.")
    private Map<String, String> target = new LinkedHashMap<>();

    @Override
    public void run() {
      var question = new LinkedHashMap<String, Object>();
      question.put("rule", rule);
      question.put("user", user);
      question.put("user_domain", userDomain);
      question.put("target", target);
      if (system) {
        question.put("system", true);
      } else if (!domain.isEmpty()) {
        question.put("domain", domain);
      } else {
        question.put("project", project);
      }
      var answer =
          ApiClient.login(data.folder()).post("/operator/policy/check", Json.write(question));
      var out = spec.commandLine().getOut();
      out.printf("%s: %s%n", rule, answer.path("allowed").asBoolean() ? "allowed" : "refused");
      out.printf(
          "roles: %s%n",
          String.join(" ", answer.path("roles").valueStream().map(JsonNode::asString).toList()));
      if (!answer.path("in_scope").asBoolean()) {
        out.println("the rule is not meant for tokens of that scope");
      }
      print(out, answer.path("check"), "");
      out.flush();
    }

    private static void print(java.io.PrintWriter out, JsonNode check, String indent) {
      out.printf(
          "%s%s  %s%n",
          indent, check.path("holds").asBoolean() ? "yes" : "no ", check.path("text").asString());
      for (var part : check.path("parts")) {
        print(out, part, indent + "  ");
      }
    }
  }
}
