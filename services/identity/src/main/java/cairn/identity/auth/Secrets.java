package cairn.identity.auth;

import cairn.identity.credential.Credentials;
import cairn.identity.oauth.OAuth;
import cairn.identity.token.Receipts;

/**
 * Where logins find the secrets that are no passwords.
 *
 * @param credentials the seeds of one-time passwords
 * @param oauth what consumers were given
 * @param receipts for proofs that were right but not enough
 */
public record Secrets(Credentials credentials, OAuth oauth, Receipts receipts) {}
