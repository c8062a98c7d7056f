/**
 * What an operator may demand of passwords and accounts: how a password must look, how old it may
 * get, which of the earlier ones must not come back, after how many wrong ones an account is
 * locked, and how many wrong ones a minute are looked at.
 */
@NullMarked
package cairn.identity.compliance;

import org.jspecify.annotations.NullMarked;
