/** Projects, in trees below their domains, with their tags. A domain is a row of the same table. */
@NullMarked
package cairn.identity.project;

import org.jspecify.annotations.NullMarked;
