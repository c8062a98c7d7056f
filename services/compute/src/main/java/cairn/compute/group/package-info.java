/**
 * Server groups: servers that shall share a host or shall not. A server joins one when it is made,
 * by the scheduler hint {@code group}, and leaves it when it is deleted.
 */
@NullMarked
package cairn.compute.group;

import org.jspecify.annotations.NullMarked;
