/** What all nouns of the Compute API share on the wire: errors, links, pages, query checks. */
@NullMarked
package cairn.compute.wire;

import org.jspecify.annotations.NullMarked;
