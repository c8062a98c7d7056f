package cairn.http;

import cairn.common.CloudException;
import cairn.policy.Caller;
import cairn.policy.Policy;
import cairn.policy.Rule;
import cairn.policy.Target;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** A request whose route, version, caller and body have been found good. Used by one thread. */
public final class Request {
  /** What a request is made of before the route table has been asked. */
  record Parts(
      String method,
      String path,
      Query query,
      Headers headers,
      String baseUrl,
      String remoteAddress,
      Supplier<InputStream> body) {}

  private final Parts parts;
  private final Route route;
  private final Map<String, String> parameters;
  private final Optional<Microversion> version;
  private final Caller caller;
  private final Policy policy;
  private final JsonNode body;
  private boolean checked;

  Request(
      Parts parts,
      Route route,
      Map<String, String> parameters,
      Optional<Microversion> version,
      Caller caller,
      Policy policy,
      JsonNode body) {
    this.parts = parts;
    this.route = route;
    this.parameters = parameters;
    this.version = version;
    this.caller = caller;
    this.policy = policy;
    this.body = body;
  }

  public String method() {
    return parts.method();
  }

  /** The decoded path from the root. */
  public String path() {
    return parts.path();
  }

  /** The part of the path that stands for {@code {name}}, decoded. */
  public String parameter(String name) {
    var value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(route.path() + " has no " + name);
    }
    return value;
  }

  public Query query() {
    return parts.query();
  }

  public Headers headers() {
    return parts.headers();
  }

  public Optional<String> header(String name) {
    return parts.headers().first(name);
  }

  /** Scheme, host and port as the client reaches us, without a slash at the end. */
  public String baseUrl() {
    return parts.baseUrl();
  }

  /** The client's address. */
  public String remoteAddress() {
    return parts.remoteAddress();
  }

  /** The negotiated version; of a service without microversions an error to ask for. */
  public Microversion version() {
    return version.orElseThrow(() -> new IllegalStateException(route.path() + " has no versions"));
  }

  public Caller caller() {
    return caller;
  }

  /**
   * The project of the caller's token.
   *
   * @throws CloudException FORBIDDEN when the token has no project
   */
  public String projectId() {
    return caller
        .projectId()
        .orElseThrow(() ->
            new CloudException(
                CloudException.Kind.FORBIDDEN, "The token is not scoped to a project."));
  }

  /** The body, which fits the route's schema. */
  public JsonNode body() {
    return body;
  }

  /** The body of a streamed route, to be read once. */
  public InputStream stream() {
    return parts.body().get();
  }

  /**
   * Asks the route's rule about that target.
   *
   * @throws CloudException FORBIDDEN when it does not allow it
   */
  public void check(Target target) {
    checked = true;
    policy.check(caller, route.rule().orElseThrow(), target);
  }

  /**
   * Asks that rule in place of the route's, where what is asked for decides which one it is.
   *
   * @throws CloudException FORBIDDEN when it does not allow it
   */
  public void checkInstead(Rule rule, Target target) {
    checked = true;
    policy.check(caller, rule, target);
  }

  /** Whether the route's rule allows it for that target; for those who answer 404 else. */
  public boolean allows(Target target) {
    checked = true;
    return policy.allows(caller, route.rule().orElseThrow(), target);
  }

  /** Whether another rule allows it for that target: what more a caller may see or set. */
  public boolean allows(Rule rule, Target target) {
    return policy.allows(caller, rule, target);
  }

  boolean checked() {
    return checked;
  }
}
