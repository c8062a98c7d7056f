/** Services of the catalog. */
@NullMarked
package cairn.identity.catalog.service;

import org.jspecify.annotations.NullMarked;
