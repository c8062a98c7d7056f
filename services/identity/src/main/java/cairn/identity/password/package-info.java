/** Hashing and checking secrets, bounded in how much of the machine that may take. */
@NullMarked
package cairn.identity.password;

import org.jspecify.annotations.NullMarked;
