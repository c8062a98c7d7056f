/** The catalog: regions, the services in them, and the endpoints under which each is reached. */
@NullMarked
package cairn.identity.catalog;

import org.jspecify.annotations.NullMarked;
