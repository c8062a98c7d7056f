/**
 * Which endpoints a project's catalog shows: those that somebody has put beside the project, and
 * those of endpoint groups (all endpoints of a service, a region or an interface) that are put
 * beside it. A project with none of either sees them all.
 */
@NullMarked
package cairn.identity.catalog.filter;

import org.jspecify.annotations.NullMarked;
