/**
 * Allocation candidates: for outside schedulers, the ways in which a need could be met by the
 * providers as they are. The cloud's own scheduler does not go this way; see {@code schedule}.
 *
 * <p>A need has groups. Each numbered group is met by one provider; the unnumbered one may be
 * spread over the providers of one tree. All groups of a candidate are met by one tree. Providers
 * that share with others by an aggregate are not looked at.
 */
@NullMarked
package cairn.placement.candidate;

import org.jspecify.annotations.NullMarked;
