/**
 * Limits: how much of a resource ({@code servers} of the compute service) a project may use. A
 * registered limit is the default for all projects, a limit is another number for one project or
 * domain. The services ask {@link cairn.identity.limit.Limits} for what counts.
 */
@NullMarked
package cairn.identity.limit;

import org.jspecify.annotations.NullMarked;
