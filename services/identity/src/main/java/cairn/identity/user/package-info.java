/** Users, their passwords, and under which names they are known elsewhere. */
@NullMarked
package cairn.identity.user;

import org.jspecify.annotations.NullMarked;
