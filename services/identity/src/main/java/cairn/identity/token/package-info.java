/**
 * Tokens: Fernet texts in Keystone's layout, sealed with the keys of a key repository. A token
 * holds ids and times only; whether it still holds, and with which roles, is found out anew each
 * time from the directory.
 */
@NullMarked
package cairn.identity.token;

import org.jspecify.annotations.NullMarked;
