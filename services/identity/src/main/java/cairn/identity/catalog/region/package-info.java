/** Regions of the catalog. */
@NullMarked
package cairn.identity.catalog.region;

import org.jspecify.annotations.NullMarked;
