/** Endpoints of the catalog. */
@NullMarked
package cairn.identity.catalog.endpoint;

import org.jspecify.annotations.NullMarked;
