/** What a client asks first: which versions there are and where. */
@NullMarked
package cairn.identity.discovery;

import org.jspecify.annotations.NullMarked;
