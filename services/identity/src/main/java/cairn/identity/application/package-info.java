/** Application credentials: secrets that a user gives to programs instead of a password. */
@NullMarked
package cairn.identity.application;

import org.jspecify.annotations.NullMarked;
