/**
 * The server's end of the streams that hosts' agents dial ({@code /agent/v1/stream}, see {@link
 * cairn.protocol.ToHost} and {@link cairn.protocol.FromHost}): what is wanted goes out, what is
 * observed comes in, and consoles pass through.
 *
 * <p>Nothing is remembered here that matters. Whatever an agent missed while it was away it finds
 * in the first message when it is back.
 */
@NullMarked
package cairn.compute.stream;

import org.jspecify.annotations.NullMarked;
