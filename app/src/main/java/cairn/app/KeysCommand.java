package cairn.app;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cairn rotate-keys}: what the cloud seals from now on it seals with new keys. */
@Command(
    name = "rotate-keys",
    description = "Begin to seal tokens, receipts and stored credentials with new keys.")
final class KeysCommand implements Runnable {
  @Mixin private DataOption data = new DataOption();
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "REPOSITORY",
      arity = "0..*",
      description = "tokens, receipts or credentials; all three if none is named.")
  private List<String> repositories = List.of();

  @Override
  public void run() {
    var chosen =
        repositories.isEmpty() ? List.of("tokens", "receipts", "credentials") : repositories;
    var api = ApiClient.login(data.folder());
    var out = spec.commandLine().getOut();
    for (var repository : chosen) {
      api.post("/operator/keys/%s/rotate".formatted(repository), "");
      out.println("rotated: " + repository);
    }
    out.flush();
  }
}
