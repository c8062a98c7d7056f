/** Getting, showing and ending tokens: a client offers proofs of who it is and names a scope. */
@NullMarked
package cairn.identity.auth;

import org.jspecify.annotations.NullMarked;
