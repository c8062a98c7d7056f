package cairn.app;

import cairn.common.CloudException;
import cairn.gpu.trace.BadInput;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: reads the command line and runs one command. */
@Command(
    name = "cairn",
    description = "The Open Infrastructure Blueprint as one program.",
    mixinStandardHelpOptions = true,
    subcommands = {
      UpCommand.class,
      ServerCommand.class,
      AgentCommand.class,
      DownCommand.class,
      TrainCommand.class,
      TryCommand.class,
      SshCommand.class,
      ExecCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      OpenrcCommand.class,
      DoctorCommand.class,
      JobsCommand.class,
      PolicyCommand.class,
      IdentityCommand.class,
      AuditCommand.class,
      KeysCommand.class,
      GpuCommand.class,
      VersionCommand.class,
      CommandLine.HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  /** Ends the process with the command's exit code. */
  public static void main(String[] arguments) {
    Logging.toTerminal();
    System.exit(line().execute(arguments));
  }

  /** All commands, with what becomes of their errors. */
  static CommandLine line() {
    var line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(Main::refuse);
    return line;
  }

  /** One line for the person at the terminal; the trace of what nobody foresaw goes to the log. */
  private static int refuse(Exception error, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println("cairn: " + message(error));
    if (error instanceof BadInput) {
      return CommandLine.ExitCode.USAGE;
    }
    if (error instanceof CloudException known && known.kind().status() < 500) {
      return 1;
    }
    System.getLogger(Main.class.getName())
        .log(System.Logger.Level.INFO, "the command failed", error);
    return 1;
  }

  private static String message(Exception error) {
    if (error instanceof CloudException) {
      return String.valueOf(error.getMessage());
    }
    return error.getMessage() == null ? error.toString() : error.getMessage();
  }
}
