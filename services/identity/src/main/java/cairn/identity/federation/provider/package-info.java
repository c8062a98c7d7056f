/**
 * Identity providers: who else may say who somebody is; and protocols: by which way they say it and
 * which mapping reads it. A provider owns a domain, which the users it vouches for belong to.
 */
@NullMarked
package cairn.identity.federation.provider;

import org.jspecify.annotations.NullMarked;
