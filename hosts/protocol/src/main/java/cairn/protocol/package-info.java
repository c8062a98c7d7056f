/**
 * The records that the server and a host's agent exchange over one WebSocket stream, dialled by the
 * agent. The server sends what is <em>wanted</em> of each guest, with a generation; the agent
 * reports what it <em>observes</em>. Neither sends orders: what was missed while the stream was
 * down is in the next full {@link cairn.protocol.ToHost.WantedAll}.
 *
 * <p>A frame of text is one JSON message, a {@link cairn.protocol.ToHost} or a {@link
 * cairn.protocol.FromHost}. A binary frame is 16 bytes of channel id and then the bytes of a
 * console.
 */
@NullMarked
package cairn.protocol;

import org.jspecify.annotations.NullMarked;
