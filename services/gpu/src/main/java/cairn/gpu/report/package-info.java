/** Pages with tables and plots, written as plain SVG by a few small classes. */
@NullMarked
package cairn.gpu.report;

import org.jspecify.annotations.NullMarked;
