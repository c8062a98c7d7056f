package cairn.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cairn jobs}: the long work that was given up, and its second chance. */
@Command(
    name = "jobs",
    description = "List the long work that was given up; with --retry ID, begin it again.")
final class JobsCommand implements Runnable {
  @Mixin private DataOption data = new DataOption();
  @Spec private CommandSpec spec;

  @Option(names = "--retry", paramLabel = "ID", description = "Begin this job again.")
  private String retry = "";

  @Override
  public void run() {
    var api = ApiClient.login(data.folder());
    var out = spec.commandLine().getOut();
    if (!retry.isEmpty()) {
      api.post("/operator/jobs/%s/retry".formatted(retry), "");
      out.println("begun again: " + retry);
      return;
    }
    var jobs = api.get("/operator/jobs?status=dead").path("jobs");
    if (jobs.isEmpty()) {
      out.println("no work was given up");
    }
    for (var job : jobs) {
      out.printf(
          "%s %s at %s of %s, %d attempts: %s (%s)%n",
          job.path("id").asString(),
          job.path("name").asString(),
          job.path("label").asString(),
          job.path("subject").asString(),
          job.path("attempts").asInt(),
          job.path("last_error").asString(),
          job.path("request_id").asString());
    }
    out.flush();
  }
}
