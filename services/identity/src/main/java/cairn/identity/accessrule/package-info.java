/**
 * Access rules: what the tokens of an application credential may be used for, by service, method
 * and path. They belong to a user, who can use one for several credentials. A credential without
 * any is good for all that its roles allow.
 */
@NullMarked
package cairn.identity.accessrule;

import org.jspecify.annotations.NullMarked;
