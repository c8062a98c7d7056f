/**
 * What the service tells of itself and of its nouns together: versions, extensions, availability
 * zones, agents, quotas, tags, and how full networks are.
 */
@NullMarked
package cairn.network.info;

import org.jspecify.annotations.NullMarked;
