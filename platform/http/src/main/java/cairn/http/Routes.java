package cairn.http;

import cairn.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The route table of one service. Filled at start by one thread and read by many afterwards.
 *
 * <pre>{@code
 * routes.post("/v2.1/servers").since("2.37").body(CREATE).policy(ServerPolicy.CREATE).to(api::create);
 * routes.post("/v2.1/servers/{id}/action").action("os-stop").policy(...).to(api::stop);
 * }</pre>
 */
public final class Routes {
  /** A route as it is being declared; {@link #to} ends it. */
  public final class Declaration {
    private final String method;
    private final String path;
    private Optional<String> action = Optional.empty();
    private Optional<Microversion> since = Optional.empty();
    private Optional<Microversion> until = Optional.empty();
    private Route.Access access = new Route.Access.Token();
    private Optional<BodySchema> body = Optional.empty();
    private boolean streamed;
    private int bodyMax = 1 << 20;
    private boolean prompt;
    private boolean login;

    private Declaration(String method, String path) {
      this.method = method;
      this.path = prefix + path;
    }

    /** Serves bodies whose one key is this; a body schema is then still the whole body's. */
    public Declaration action(String name) {
      action = Optional.of(name);
      return this;
    }

    /** The first version that has the route. */
    public Declaration since(String version) {
      since = Optional.of(Microversion.of(version));
      return this;
    }

    /** The last version that has the route. */
    public Declaration until(String version) {
      until = Optional.of(Microversion.of(version));
      return this;
    }

    /** The body's JSON schema. */
    public Declaration body(BodySchema schema) {
      body = Optional.of(schema);
      return this;
    }

    /** The largest body, in bytes, in place of 1 MiB. */
    public Declaration bodyMax(int bytes) {
      bodyMax = bytes;
      return this;
    }

    /** The handler reads the body itself, at any size. */
    public Declaration streamed() {
      streamed = true;
      return this;
    }

    /**
     * The handler answers out of memory alone and waits for nothing, so it may be called by a
     * thread that serves many connections. Not for routes that take a body or change something: the
     * answer of a change waits for the audit trail.
     */
    public Declaration prompt() {
      if (!method.equals("GET") && !method.equals("HEAD")) {
        throw new IllegalStateException(method + " may have to wait");
      }
      prompt = true;
      return this;
    }

    /** Proves who somebody is, and changes nothing that others see. */
    public Declaration login() {
      login = true;
      return this;
    }

    /** Needs no token. */
    public Declaration open() {
      access = new Route.Access.Open();
      return this;
    }

    /** Asks the rule about the caller's own project, domain and user before the handler runs. */
    public Declaration policy(Rule rule) {
      access = new Route.Access.Checked(rule);
      return this;
    }

    /** The handler asks the rule by {@link Request#check}. */
    public Declaration policyInHandler(Rule rule) {
      access = new Route.Access.CheckedByHandler(rule);
      return this;
    }

    /** Enters the route into the table. */
    public void to(Handler handler) {
      routes.add(
          new Route(
              method, path, action, since, until, access, body, streamed, bodyMax, prompt, login,
              handler));
    }
  }

  private final String service;
  private final String prefix;
  private final ErrorForm errors;
  private final Optional<Microversions> microversions;
  private final List<String> requestIdHeaders = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private final List<Rule> moreRules = new ArrayList<>();

  /** The table of a service without microversions. */
  public Routes(String service, String prefix, ErrorForm errors) {
    this(service, prefix, errors, Optional.empty());
  }

  /** The table of a service with microversions. */
  public Routes(String service, String prefix, ErrorForm errors, Microversions microversions) {
    this(service, prefix, errors, Optional.of(microversions));
  }

  private Routes(
      String service, String prefix, ErrorForm errors, Optional<Microversions> microversions) {
    this.service = service;
    this.prefix = prefix;
    this.errors = errors;
    this.microversions = microversions;
    requestIdHeaders.add("x-openstack-request-id");
  }

  /** Repeats the request's id in one more header of the answer. */
  public Routes requestIdHeader(String name) {
    requestIdHeaders.add(name);
    return this;
  }

  /** Declares rules that handlers ask beside those of their routes ({@link Request#allows}). */
  public Routes alsoAsks(Rule... rules) {
    moreRules.addAll(List.of(rules));
    return this;
  }

  public Declaration get(String path) {
    return new Declaration("GET", path);
  }

  public Declaration head(String path) {
    return new Declaration("HEAD", path);
  }

  public Declaration post(String path) {
    return new Declaration("POST", path);
  }

  public Declaration put(String path) {
    return new Declaration("PUT", path);
  }

  public Declaration patch(String path) {
    return new Declaration("PATCH", path);
  }

  public Declaration delete(String path) {
    return new Declaration("DELETE", path);
  }

  /** Serves each route declared so far below {@code path} below {@code other} as well. */
  public void repeat(String path, String other) {
    for (var route : List.copyOf(routes)) {
      if (route.path().startsWith(prefix + path)) {
        routes.add(
            new Route(
                route.method(),
                prefix + other + route.path().substring(prefix.length() + path.length()),
                route.action(),
                route.since(),
                route.until(),
                route.access(),
                route.body(),
                route.streamed(),
                route.bodyMax(),
                route.prompt(),
                route.login(),
                route.handler()));
      }
    }
  }

  /** The service's name, for logs and metrics. */
  public String service() {
    return service;
  }

  /** What every path begins with, {@code /compute}. */
  public String prefix() {
    return prefix;
  }

  public ErrorForm errors() {
    return errors;
  }

  public Optional<Microversions> microversions() {
    return microversions;
  }

  /** The names of the headers that carry the request's id. */
  public List<String> requestIdHeaders() {
    return requestIdHeaders;
  }

  /** All routes in the order of their declaration. */
  public List<Route> all() {
    return List.copyOf(routes);
  }

  /** The rules that the routes and their handlers ask. */
  public List<Rule> rules() {
    var ofRoutes = routes.stream().flatMap(route -> route.rule().stream());
    return Stream.concat(ofRoutes, moreRules.stream()).distinct().toList();
  }
}
