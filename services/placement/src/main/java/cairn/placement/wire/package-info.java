/**
 * What all routes of placement share: the query parameters in which needs are written, the check of
 * generations, and the headers of every answer.
 */
@NullMarked
package cairn.placement.wire;

import org.jspecify.annotations.NullMarked;
