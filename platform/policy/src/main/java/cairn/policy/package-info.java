/**
 * Who calls, what they may do, and the line that says they did.
 *
 * <p>A {@link cairn.policy.Caller} is what a valid token says. A {@link cairn.policy.Rule} is one
 * permission with its default, in oslo.policy's language, so that operators can bring their policy
 * files along. {@link cairn.policy.Policy} decides, {@link cairn.policy.Audit} keeps the record.
 */
@NullMarked
package cairn.policy;

import org.jspecify.annotations.NullMarked;
