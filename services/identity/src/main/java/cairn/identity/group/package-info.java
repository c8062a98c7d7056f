/** Groups of users, who share the roles that the group has. */
@NullMarked
package cairn.identity.group;

import org.jspecify.annotations.NullMarked;
