/** How many things of each kind a project may have, and the count of those that it has. */
@NullMarked
package cairn.network.quota;

import org.jspecify.annotations.NullMarked;
