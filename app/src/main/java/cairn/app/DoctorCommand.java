package cairn.app;

import cairn.app.doctor.Doctor;
import cairn.app.doctor.Finding;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code cairn doctor}: looks the host over and says what to do. Exit code 1 if something is bad.
 */
@Command(name = "doctor", description = "Check this host and say what to do about each finding.")
final class DoctorCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var folder = data.folder();
    var running = RunningCloud.on(folder);
    var port =
        running.map(RunningCloud::port).or(() -> Settings.of(folder).port()).orElse(UpCommand.PORT);
    var findings = Doctor.ofThisMachine().examine(folder.root(), port, running.isPresent());
    var out = spec.commandLine().getOut();
    for (var finding : findings) {
      var mark =
          switch (finding.level()) {
            case GOOD -> "ok";
            case NOTE -> "note";
            case BAD -> "BAD";
          };
      out.printf("%-4s %-15s %s%n", mark, finding.topic(), finding.text());
      if (!finding.advice().isEmpty()) {
        out.printf("     %-15s -> %s%n", "", finding.advice());
      }
    }
    out.flush();
    return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.BAD) ? 1 : 0;
  }
}
