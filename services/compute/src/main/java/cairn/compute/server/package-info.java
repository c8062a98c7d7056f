/**
 * Servers. A row says what is wanted of a guest ({@code power}, {@code boot}, its NICs ...) under a
 * generation that every such change raises, and what is known of it ({@code status}, {@code task},
 * {@code power_state}).
 *
 * <p>An API call changes what is wanted, in one transaction with all that belongs to it (place,
 * ports, quota). The host's agent sees it on its stream and says what it observes; {@link
 * cairn.compute.server.Transition} is the whole of what an observation does to a row.
 */
@NullMarked
package cairn.compute.server;

import org.jspecify.annotations.NullMarked;
