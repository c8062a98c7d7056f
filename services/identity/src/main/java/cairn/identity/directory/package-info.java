/**
 * The directory: what every request asks for (users, projects, grants, roles, catalog), in memory
 * and always as fresh as the rows. It is what makes validating a token free of I/O.
 */
@NullMarked
package cairn.identity.directory;

import org.jspecify.annotations.NullMarked;
