package cairn.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;

/** A message from the server to a host's agent. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ToHost.Welcome.class, name = "welcome"),
  @JsonSubTypes.Type(value = ToHost.WantedAll.class, name = "wanted_all"),
  @JsonSubTypes.Type(value = ToHost.Wanted.class, name = "wanted"),
  @JsonSubTypes.Type(value = ToHost.ReadConsoleLog.class, name = "read_console_log"),
  @JsonSubTypes.Type(value = ToHost.OpenConsole.class, name = "open_console"),
  @JsonSubTypes.Type(value = ToHost.CloseConsole.class, name = "close_console"),
})
public sealed interface ToHost {
  /**
   * The first message, the answer to {@link FromHost.Hello}.
   *
   * @param cloud the cloud's id; an agent whose guests belong to another cloud refuses to go on
   */
  record Welcome(UUID cloud) implements ToHost {}

  /** All guests of the host; one that the agent has and that is not among them is to be removed. */
  record WantedAll(List<GuestSpec> guests) implements ToHost {}

  /** One guest that is new or has changed. */
  record Wanted(GuestSpec guest) implements ToHost {}

  /**
   * Asks for the end of a guest's serial console.
   *
   * @param question answered by a {@link FromHost.ConsoleLog} of the same number
   * @param bytesMax how much of it at most
   */
  record ReadConsoleLog(long question, UUID server, int bytesMax) implements ToHost {}

  /** Opens a channel of binary frames to the guest's VNC server. */
  record OpenConsole(UUID channel, UUID server) implements ToHost {}

  /** Ends a channel. */
  record CloseConsole(UUID channel) implements ToHost {}
}
