/**
 * Policies, in the API's sense: texts that an operator leaves in identity for other services to
 * fetch, and the endpoints that each is for. Cairn itself does not read them; what it obeys are the
 * rules of {@code cairn.policy}.
 */
@NullMarked
package cairn.identity.policy;

import org.jspecify.annotations.NullMarked;
