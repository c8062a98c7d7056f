/**
 * Security groups: what may reach a port and what it may reach. Each project has a group named
 * {@code default}, made when it is first needed, which lets its members reach each other and
 * everything else.
 */
@NullMarked
package cairn.network.securitygroup;

import org.jspecify.annotations.NullMarked;
