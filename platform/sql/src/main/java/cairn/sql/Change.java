package cairn.sql;

import java.time.Instant;

/**
 * Something was committed: read the row again to know what.
 *
 * @param seq its number in the feed; numbers may become visible out of order
 * @param topic the kind of thing, as {@link Transaction#changed} was given it
 * @param key which one
 * @param requestId the request that caused it, empty when there was none
 */
public record Change(long seq, Instant at, String topic, String key, String requestId) {}
