/**
 * A member is a project that a shared image is offered to. It sees the image by its id at once, and
 * in its lists once it has accepted it.
 */
@NullMarked
package cairn.image.member;

import org.jspecify.annotations.NullMarked;
