/** Service providers: other clouds that trust this one's word on who somebody is. */
@NullMarked
package cairn.identity.federation.peer;

import org.jspecify.annotations.NullMarked;
