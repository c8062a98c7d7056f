/** Users and their passwords. */
@NullMarked
package cairn.identity.user;

import org.jspecify.annotations.NullMarked;
