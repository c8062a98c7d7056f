/**
 * The bytes of images: a folder of files, one for each image, each appearing whole or not at all,
 * and the routes that take them in and hand them out in constant memory.
 */
@NullMarked
package cairn.image.data;

import org.jspecify.annotations.NullMarked;
