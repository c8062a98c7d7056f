/**
 * What all parts of this service's wire form have in common: envelopes, links, times, filters,
 * refusals.
 */
@NullMarked
package cairn.identity.wire;

import org.jspecify.annotations.NullMarked;
