package cairn.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;

/** A message from a host's agent to the server. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FromHost.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = FromHost.ObservedAll.class, name = "observed_all"),
  @JsonSubTypes.Type(value = FromHost.Observed.class, name = "observed"),
  @JsonSubTypes.Type(value = FromHost.Heartbeat.class, name = "heartbeat"),
  @JsonSubTypes.Type(value = FromHost.ConsoleLog.class, name = "console_log"),
  @JsonSubTypes.Type(value = FromHost.ConsoleClosed.class, name = "console_closed"),
})
public sealed interface FromHost {
  /** The first message on a stream. */
  record Hello(HostInfo host) implements FromHost {}

  /** Every guest that the host has; sent after {@link ToHost.Welcome}. */
  record ObservedAll(List<GuestStatus> guests) implements FromHost {}

  /** One guest that has changed. */
  record Observed(GuestStatus guest) implements FromHost {}

  /**
   * Sent every few seconds, so that silence means something, where the stream has no signs of life
   * of its own; a WebSocket has pings.
   */
  record Heartbeat() implements FromHost {}

  /**
   * @param question of the {@link ToHost.ReadConsoleLog} that this answers
   * @param text the log's end; bytes that are not UTF-8 have been replaced
   */
  record ConsoleLog(long question, String text) implements FromHost {}

  /** A console channel has ended, with a reason for people. */
  record ConsoleClosed(UUID channel, String reason) implements FromHost {}
}
