/** Images: what servers start from, as the Image API v2 has them. */
@NullMarked
package cairn.image;

import org.jspecify.annotations.NullMarked;
