package cairn.http;

import cairn.policy.Rule;
import java.util.Optional;

/**
 * One line of the route table.
 *
 * @param method in capitals
 * @param path from the root, with {@code {name}} for a segment that varies; a last {@code
 *     {name...}} takes the rest of the path
 * @param action the one key of the body by which routes of the same path are told apart
 * @param since the first version that has it
 * @param until the last version that has it
 * @param access who may call
 * @param body the body's schema; without one a body is not read
 * @param streamed whether the handler reads the body itself, at any size
 * @param bodyMax the largest body in bytes, where it is not streamed
 * @param prompt whether the handler answers out of memory alone, without a body and without waiting
 *     for anything
 * @param login whether it proves who somebody is; its answer does not wait for the audit trail
 */
public record Route(
    String method,
    String path,
    Optional<String> action,
    Optional<Microversion> since,
    Optional<Microversion> until,
    Access access,
    Optional<BodySchema> body,
    boolean streamed,
    int bodyMax,
    boolean prompt,
    boolean login,
    Handler handler) {

  /** Who may call a route. */
  public sealed interface Access {
    /** Everybody, without a token. */
    record Open() implements Access {}

    /** Everybody with a valid token. */
    record Token() implements Access {}

    /** Those whom the rule allows it for their own project, domain and user. */
    record Checked(Rule rule) implements Access {}

    /**
     * Those whom the rule allows it for a target that only the handler knows: it calls {@link
     * Request#check} before it answers with success, else the answer is an error.
     */
    record CheckedByHandler(Rule rule) implements Access {}
  }

  /** The rule that is asked, where there is one. */
  public Optional<Rule> rule() {
    return switch (access) {
      case Access.Checked(var rule) -> Optional.of(rule);
      case Access.CheckedByHandler(var rule) -> Optional.of(rule);
      case Access.Open(), Access.Token() -> Optional.empty();
    };
  }

  boolean serves(Optional<Microversion> version) {
    return version
        .map(asked ->
            since.map(asked::since).orElse(true)
                && until.map(last -> last.since(asked)).orElse(true))
        .orElse(true);
  }
}
