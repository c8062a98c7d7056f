/**
 * Arithmetic on IP and MAC addresses: pure, and without a resolver, so that no text of a caller
 * ever becomes a DNS question.
 */
@NullMarked
package cairn.network.address;

import org.jspecify.annotations.NullMarked;
