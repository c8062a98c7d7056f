/** Domains: what owns users, groups and projects, and what names are unique in. */
@NullMarked
package cairn.identity.domain;

import org.jspecify.annotations.NullMarked;
