/** Who has which role where: users and groups, on projects, domains and the whole system. */
@NullMarked
package cairn.identity.assignment;

import org.jspecify.annotations.NullMarked;
