/**
 * An image is a disk, or a part of one, that servers start from: a row that says what it is and a
 * file that holds it.
 *
 * <p>It begins without data ({@code queued}), takes it once ({@code saving}; or {@code uploading}
 * and {@code importing} where it is staged first) and never changes it again ({@code active}). An
 * upload that breaks off leaves it as it was before. An operator can take an image out of use
 * ({@code deactivated}) and back.
 *
 * <p>Who sees it is its visibility: {@code private} its owner, {@code shared} the members as well
 * that its owner names, {@code community} all who know its id, {@code public} everybody.
 */
@NullMarked
package cairn.image.image;

import org.jspecify.annotations.NullMarked;
