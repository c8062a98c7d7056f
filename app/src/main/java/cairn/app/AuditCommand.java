package cairn.app;

import cairn.common.CloudException;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code cairn audit}: the audit trail of the cloud that is up. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Verify and export the audit trail.")
final class AuditCommand {
  private static final int PAGE = 1000;

  @Spec private CommandSpec spec;

  @Command(
      name = "verify",
      description =
          "Follow the chain from its beginning; exit code 1 and the place if it is broken.")
  int verify(
      @Mixin DataOption data,
      @Option(
              names = "--head",
              paramLabel = "SEQ:MAC",
              defaultValue = "",
              description = "An end of the chain that was printed earlier, and must be in it.")
          String head) {
    var api = ApiClient.login(data.folder());
    var out = spec.commandLine().getOut();
    var verdict = api.get("/cairn/v1/audit/verification");
    if (verdict.has("broken_at")) {
      out.printf(
          "broken at event %d: %s%n",
          verdict.path("broken_at").asLong(), verdict.path("reason").asString());
      out.flush();
      return 1;
    }
    if (!head.isEmpty() && !holds(api, head)) {
      out.println("broken: the chain does not hold " + head);
      out.flush();
      return 1;
    }
    out.printf(
        "%d events, unbroken; head %d:%s%n",
        verdict.path("events").asLong(),
        verdict.path("head_seq").asLong(),
        verdict.path("head").asString());
    out.flush();
    return 0;
  }

  private static boolean holds(ApiClient api, String head) {
    var parts = head.split(":", 2);
    if (parts.length != 2 || !parts[0].matches("[1-9][0-9]{0,17}")) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST, "--head is the number and the mac, as in 7:ab12...");
    }
    var found = page(api, Long.parseLong(parts[0]) - 1, 1);
    return found.size() == 1
        && found.get(0).path("seq").asString().equals(parts[0])
        && found.get(0).path("mac").asString().equals(parts[1]);
  }

  @Command(
      name = "export",
      description = "Print the events, one line of JSON each, with their numbers and macs.")
  void export(
      @Mixin DataOption data,
      @Option(
              names = "--after",
              paramLabel = "SEQ",
              defaultValue = "0",
              description = "The number of the last event that you have (default: 0).")
          long after) {
    var api = ApiClient.login(data.folder());
    var out = spec.commandLine().getOut();
    var last = after;
    for (var page = page(api, last, PAGE); !page.isEmpty(); page = page(api, last, PAGE)) {
      print(out, page);
      last = page.get(page.size() - 1).path("seq").asLong();
    }
    out.flush();
  }

  private static void print(PrintWriter out, JsonNode page) {
    page.forEach(out::println);
  }

  private static JsonNode page(ApiClient api, long after, int limit) {
    return api.get("/cairn/v1/audit?after=%d&limit=%d".formatted(after, limit)).path("events");
  }
}
