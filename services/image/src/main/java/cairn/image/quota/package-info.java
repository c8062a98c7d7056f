/** How many images, and of what size, a project may have. */
@NullMarked
package cairn.image.quota;

import org.jspecify.annotations.NullMarked;
