package cairn.identity.auth;

import cairn.identity.oauth.SignedRequest;
import java.util.List;
import java.util.Optional;

/**
 * What a client offers to get a token.
 *
 * @param scope empty when the client leaves the choice to the server
 */
record Credentials(List<Proof> proofs, Optional<WantedScope> scope) {

  /** One way of proving who one is. */
  sealed interface Proof {
    /** A user and their password. */
    record Password(Named user, String password) implements Proof {}

    /** A token that was given before. */
    record Token(String text) implements Proof {}

    /** An application credential, by its id or by its name and user. */
    record ApplicationCredential(
        Optional<String> id, Optional<String> name, Optional<Named> user, String secret)
        implements Proof {}

    /** A request that is signed with an access token of OAuth 1.0a. */
    record Signed(SignedRequest request) implements Proof {}

    /** A user and the one-time password of this moment. */
    record OneTimePassword(Named user, String passcode) implements Proof {}
  }

  /**
   * A user or project, by id or by name and domain.
   *
   * @param domain as far as given
   */
  record Named(Optional<String> id, Optional<String> name, Optional<DomainRef> domain) {}

  /** A domain, by id or by name. */
  record DomainRef(Optional<String> id, Optional<String> name) {}

  /** The scope that the client asks for. */
  sealed interface WantedScope {
    /** Explicitly none. */
    record None() implements WantedScope {}

    /** A project. */
    record Project(Named project) implements WantedScope {}

    /** A domain. */
    record Domain(DomainRef domain) implements WantedScope {}

    /** The whole system. */
    record AllSystem() implements WantedScope {}

    /** What the trust of that id gives. */
    record Trust(String id) implements WantedScope {}
  }
}
