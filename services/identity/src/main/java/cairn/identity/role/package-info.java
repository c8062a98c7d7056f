/** Roles and what they imply: admin implies manager implies member implies reader. */
@NullMarked
package cairn.identity.role;

import org.jspecify.annotations.NullMarked;
