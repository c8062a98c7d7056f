package cairn.http;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Entropy;
import cairn.common.Json;
import cairn.common.RequestId;
import cairn.common.Time;
import cairn.policy.Audit;
import cairn.policy.Caller;
import cairn.policy.Policy;
import cairn.policy.Rule;
import cairn.policy.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Takes a request through the route table: request id, route, version, token, permission, body,
 * handler, audit line. Thread-safe; knows no HTTP server.
 */
public final class Dispatcher {
  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

  private static final long SLOW_NANOS = 1_000_000_000;

  private record Service(Routes routes, PathTree tree, boolean prompt) {}

  private final Map<String, Service> services = new HashMap<>();
  private final Supplier<Policy> policy;
  private final Authenticator authenticator;
  private final Audit audit;
  private final Telemetry telemetry;
  private final Entropy entropy;
  private final Time time;
  private final String challenge;

  /** One whose policy stays as it is. */
  public Dispatcher(
      List<Routes> tables,
      Policy policy,
      Authenticator authenticator,
      Audit audit,
      Telemetry telemetry,
      Entropy entropy,
      Time time,
      String challenge) {
    this(tables, () -> policy, authenticator, audit, telemetry, entropy, time, challenge);
  }

  /**
   * @param policy asked once for each request, so that rules can be read again while it runs
   * @param challenge the value of {@code WWW-Authenticate} on 401; {@code %s} stands for the base
   *     URL
   */
  public Dispatcher(
      List<Routes> tables,
      Supplier<Policy> policy,
      Authenticator authenticator,
      Audit audit,
      Telemetry telemetry,
      Entropy entropy,
      Time time,
      String challenge) {
    for (var routes : tables) {
      var tree = new PathTree();
      routes.all().forEach(tree::add);
      var prompt = routes.all().stream().anyMatch(Route::prompt);
      if (services.put(firstSegment(routes.prefix()), new Service(routes, tree, prompt)) != null) {
        throw new IllegalArgumentException("two services at " + routes.prefix());
      }
    }
    this.policy = policy;
    this.authenticator = authenticator;
    this.audit = audit;
    this.telemetry = telemetry;
    this.entropy = entropy;
    this.time = time;
    this.challenge = challenge;
  }

  /** What a server with those limits lets in. */
  Admission admission(Limits limits) {
    return new Admission(limits, time);
  }

  /**
   * Whether {@link #dispatch} answers that request out of memory alone, so that a thread that must
   * not wait may call it.
   */
  boolean prompt(String method, String path) {
    var service = services.get(firstSegment(path));
    return service != null
        && service.prompt()
        && service.tree().find(path).filter(match -> prompt(match.routes(), method)).isPresent();
  }

  private static boolean prompt(List<Route> routes, String method) {
    var some = false;
    for (var route : routes) {
      if (route.method().equals(method)) {
        if (!route.prompt()) {
          return false;
        }
        some = true;
      }
    }
    return some;
  }

  /** The answer; never throws. */
  Response dispatch(Request.Parts parts, Admission admission) {
    var requestId =
        parts
            .headers()
            .first("X-OpenStack-Request-ID")
            .filter(RequestId::valid)
            .orElseGet(() -> RequestId.create(entropy));
    var service = Optional.ofNullable(services.get(firstSegment(parts.path())));
    var exchange = new Exchange(parts, service, requestId, admission);
    RequestId.run(requestId, exchange);
    return exchange.response;
  }

  /** One request on its way; what is known so far is needed for its error form and its log line. */
  private final class Exchange implements Runnable {
    private final Request.Parts parts;
    private final Optional<Service> service;
    private final String requestId;
    private final Admission admission;
    private Optional<Route> route = Optional.empty();
    private Optional<Microversion> version = Optional.empty();
    private Caller caller = Caller.ANONYMOUS;
    private Optional<Admission.Visit> visit = Optional.empty();
    private boolean charged;
    private Response response = Response.empty(500);
    private String refusal = "";

    Exchange(
        Request.Parts parts, Optional<Service> service, String requestId, Admission admission) {
      this.parts = parts;
      this.service = service;
      this.requestId = requestId;
      this.admission = admission;
    }

    @Override
    public void run() {
      var start = time.nanos();
      try (var entered = admission.enter()) {
        visit = Optional.of(entered);
        response = answerOrRefusal();
        record();
      } catch (Busy e) {
        response = refuse(e);
      }
      finish(time.nanos() - start);
    }

    private Response answerOrRefusal() {
      try {
        return answer();
      } catch (CloudException e) {
        return refuse(e);
      } catch (RuntimeException | StackOverflowError e) {
        return refuse(
            new CloudException(
                Kind.INTERNAL,
                "An unexpected error happened. Its request id is in the log.",
                e.toString(),
                e));
      }
    }

    /** Before the answer is sent: what a client is told has happened must not be lost. */
    private void record() {
      route
          .filter(known -> known.rule().isPresent() || changes(parts.method()))
          .ifPresent(known -> audit.record(event(known)));
    }

    private Response answer() {
      var found = service.flatMap(known -> known.tree().find(parts.path()));
      var negotiated = service.flatMap(known -> known.routes().microversions());
      version = negotiated.map(Microversions::min);
      version = negotiated.map(known -> known.negotiate(parts.headers()));
      if (found.isEmpty()) {
        // Whoever has no token learns nothing about which paths exist.
        throw new CloudException(Kind.NOT_FOUND, "The resource could not be found.");
      }
      var match = found.get();
      var candidates = candidates(match);
      var body = body(candidates);
      var chosen = choose(candidates, body);
      route = Optional.of(chosen);
      caller = caller(chosen);
      var rules = policy.get();
      if (chosen.access() instanceof Route.Access.Checked(var rule)) {
        rules.check(caller, rule, own(caller));
      }
      chosen.body().ifPresent(schema -> schema.check(body));
      var request = new Request(parts, chosen, match.parameters(), version, caller, rules, body);
      var answer = chosen.handler().handle(request);
      if (chosen.access() instanceof Route.Access.CheckedByHandler
          && answer.status() < 400
          && !request.checked()) {
        throw new IllegalStateException("no permission was asked for " + chosen.path());
      }
      return answer;
    }

    private List<Route> candidates(PathTree.Match match) {
      var method = parts.method();
      var sameMethod = new ArrayList<Route>();
      for (var route : match.routes()) {
        if (route.method().equals(method)
            || (method.equals("HEAD") && route.method().equals("GET"))) {
          sameMethod.add(route);
        }
      }
      if (sameMethod.isEmpty() && parts.path().endsWith("/")) {
        // Not the collection is meant, but an item whose name came out empty.
        throw new CloudException(Kind.NOT_FOUND, "The resource could not be found.");
      }
      if (sameMethod.isEmpty()) {
        var allowed = new TreeSet<String>();
        match.routes().forEach(route -> allowed.add(route.method()));
        throw new MethodNotAllowed(String.join(", ", allowed));
      }
      sameMethod.removeIf(route -> !route.serves(version));
      if (sameMethod.isEmpty()) {
        throw new CloudException(Kind.NOT_FOUND, "The resource could not be found.");
      }
      return sameMethod;
    }

    /** The token is looked at before the body, so that strangers cannot make us parse. */
    private JsonNode body(List<Route> candidates) {
      var first = candidates.getFirst();
      if (first.body().isEmpty() && first.action().isEmpty()) {
        return MissingNode.getInstance();
      }
      route = Optional.of(first);
      caller = caller(first);
      var type = parts.headers().first("Content-Type").orElse("application/json");
      if (!type.contains("json")) {
        throw new CloudException(
            Kind.UNSUPPORTED_MEDIA_TYPE, "The media type %s is not supported.".formatted(type));
      }
      var max = candidates.stream().mapToInt(Route::bodyMax).max().orElse(0);
      try {
        // Not closed here: the rest of a body that is too large is still to be drained.
        var bytes = parts.body().get().readNBytes(max + 1);
        if (bytes.length > max) {
          throw new CloudException(
              Kind.TOO_LARGE, "The request body is larger than %d bytes.".formatted(max));
        }
        var read = Json.MAPPER.readTree(bytes);
        JsonNumbers.check(read);
        return read;
      } catch (JacksonException e) {
        throw new CloudException(
            Kind.BAD_REQUEST, "Malformed request body: it is not valid JSON.", "", e);
      } catch (IOException e) {
        throw new CloudException(Kind.BAD_REQUEST, "The request body could not be read.", "", e);
      }
    }

    private Route choose(List<Route> candidates, JsonNode body) {
      if (candidates.getFirst().action().isEmpty()) {
        return candidates.getFirst();
      }
      var keys = body.isObject() ? body.propertyNames() : List.<String>of();
      if (keys.size() != 1) {
        throw new CloudException(Kind.BAD_REQUEST, "The body must name exactly one action.");
      }
      var name = keys.iterator().next();
      return candidates.stream()
          .filter(candidate -> candidate.action().filter(name::equals).isPresent())
          .findFirst()
          .orElseThrow(() ->
              new CloudException(Kind.BAD_REQUEST, "There is no such action: %s".formatted(name)));
    }

    private Caller caller(Route chosen) {
      var found = authenticated(chosen);
      if (!charged) {
        charged = true;
        visit.ifPresent(one -> one.charge(tenant(found)));
      }
      return found;
    }

    /** To whom a request is charged: project, else user, else the address it comes from. */
    private String tenant(Caller known) {
      return known.anonymous()
          ? "address " + parts.remoteAddress()
          : known.projectId().orElse("user " + known.userId());
    }

    private Caller authenticated(Route chosen) {
      if (chosen.access() instanceof Route.Access.Open) {
        return Caller.ANONYMOUS;
      }
      if (!caller.anonymous()) {
        return caller;
      }
      return parts
          .headers()
          .token()
          .flatMap(token -> authenticator.authenticate(token, use()))
          .orElseThrow(() ->
              new CloudException(
                  Kind.UNAUTHENTICATED, "The request you have made requires authentication."));
    }

    private Authenticator.Use use() {
      var routes = service.orElseThrow().routes();
      return new Authenticator.Use(routes.service(), routes.prefix(), parts.method(), parts.path());
    }

    private Response refuse(CloudException error) {
      refusal = error.detail().isEmpty() ? String.valueOf(error.getMessage()) : error.detail();
      if (error instanceof Busy) {
        // The metric counts them; a line for each would be a flood of its own.
        LOG.log(System.Logger.Level.DEBUG, "{0} {1}: refused", parts.method(), parts.path());
      } else if (error.kind().status() >= 500 && error.kind() != Kind.NOT_IMPLEMENTED) {
        LOG.log(
            System.Logger.Level.ERROR,
            "%s %s: %s %s"
                .formatted(parts.method(), parts.path(), error.getMessage(), error.detail()),
            error);
      } else if (!error.detail().isEmpty()) {
        LOG.log(
            System.Logger.Level.INFO,
            "%s %s: %s (%s)"
                .formatted(parts.method(), parts.path(), error.getMessage(), error.detail()));
      }
      var form = service.map(known -> known.routes().errors()).orElse(PlainErrors.FORM);
      var answer = form.render(error, requestId);
      if (error.kind() == Kind.UNAUTHENTICATED) {
        answer.header("WWW-Authenticate", challenge.formatted(parts.baseUrl()));
      }
      if (error.kind() == Kind.TOO_MANY_REQUESTS || error.kind() == Kind.UNAVAILABLE) {
        var seconds = error instanceof Busy busy ? busy.retryAfterSeconds() : 1;
        answer.header("Retry-After", Long.toString(seconds));
      }
      if (error instanceof MethodNotAllowed refused) {
        answer.header("Allow", refused.allowed);
      }
      return answer;
    }

    private Audit.Event event(Route known) {
      return new Audit.Event(
          requestId,
          caller.anonymous() ? whoLoggedIn() : caller,
          known.rule().map(Rule::name).orElse(""),
          parts.method(),
          known.path(),
          parts.path(),
          response.status(),
          parts.remoteAddress(),
          refusal,
          made(known),
          known.login());
    }

    /** A login makes nothing that has an id of its own. */
    private Optional<String> made(Route known) {
      return parts.method().equals("POST") && response.status() < 300 && !known.login()
          ? MadeId.of(response)
          : Optional.empty();
    }

    /** An answer that carries a new token says who asked for it. */
    private Caller whoLoggedIn() {
      return response.headers().stream()
          .filter(header -> header.name().equals("X-Subject-Token"))
          .findFirst()
          .flatMap(header -> authenticator.authenticate(header.value()))
          .orElse(caller);
    }

    private void finish(long nanos) {
      var names =
          service
              .map(known -> known.routes().requestIdHeaders())
              .orElse(List.of("x-openstack-request-id"));
      names.forEach(name -> response.header(name, requestId));
      version.ifPresent(negotiated ->
          service
              .flatMap(known -> known.routes().microversions())
              .ifPresent(known -> known.stamp(response, negotiated)));
      telemetry.observe(
          service.map(known -> known.routes().service()).orElse("none"),
          parts.method(),
          route.map(Route::path).orElse("none"),
          response.status(),
          nanos);
      // Reads that went well are the bulk, and the audit log has them.
      if (!reads() || response.status() >= 400 || nanos > SLOW_NANOS) {
        LOG.log(System.Logger.Level.DEBUG, () -> line(nanos));
      }
    }

    private boolean reads() {
      return parts.method().equals("GET") || parts.method().equals("HEAD");
    }

    private String line(long nanos) {
      return "%s %s %d %.1f ms user=%s project=%s"
          .formatted(
              parts.method(),
              parts.path(),
              response.status(),
              nanos / 1e6,
              caller.userId(),
              caller.projectId().orElse(""));
    }
  }

  private static boolean changes(String method) {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  private static final class MethodNotAllowed extends CloudException {
    private static final long serialVersionUID = 1L;
    private final String allowed;

    MethodNotAllowed(String allowed) {
      super(Kind.METHOD_NOT_ALLOWED, "The method is not allowed for this resource.");
      this.allowed = allowed;
    }
  }

  private static Target own(Caller caller) {
    var attributes = new HashMap<String, String>();
    attributes.put("user_id", caller.userId());
    caller
        .projectId()
        .ifPresent(id -> {
          attributes.put("project_id", id);
          attributes.put("tenant_id", id);
        });
    caller.domainId().ifPresent(id -> attributes.put("domain_id", id));
    return new Target(attributes);
  }

  private static String firstSegment(String path) {
    var start = 0;
    while (start < path.length() && path.charAt(start) == '/') {
      start++;
    }
    var end = path.indexOf('/', start);
    return end < 0 ? path.substring(start) : path.substring(start, end);
  }
}
