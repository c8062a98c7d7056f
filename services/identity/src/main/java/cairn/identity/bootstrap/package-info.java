/** What an empty cloud is given at its first start. */
@NullMarked
package cairn.identity.bootstrap;

import org.jspecify.annotations.NullMarked;
