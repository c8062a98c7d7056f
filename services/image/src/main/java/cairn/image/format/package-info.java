/**
 * What a disk image's content really is. A guest's disk is opened by the format that its owner
 * declared, so a content of another format, or one that points at other files of the host, must
 * never get that far: it is refused when it comes in.
 */
@NullMarked
package cairn.image.format;

import org.jspecify.annotations.NullMarked;
