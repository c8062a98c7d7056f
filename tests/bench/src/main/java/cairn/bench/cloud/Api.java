package cairn.bench.cloud;

import cairn.bench.load.Message;
import cairn.bench.load.Wire;
import cairn.common.CloudException;
import cairn.common.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The cloud's API with a token, for the preparations. For one thread. */
public final class Api implements AutoCloseable {
  private static final Map<String, String> TYPES =
      Map.of(
          "compute", "compute", "network", "network", "image", "image", "placement", "placement");

  private final Account account;
  private final Map<String, URI> endpoints = new HashMap<>();
  private final Map<String, Wire> wires = new HashMap<>();
  private String token = "";
  private String projectId = "";

  private Api(Account account) {
    this.account = account;
  }

  /** Logs in and reads the catalog. */
  public static Api login(Account account) {
    var api = new Api(account);
    api.endpoints.put("identity", account.authUrl());
    var wire = api.wire(account.authUrl());
    var answer =
        api.exchange(
            wire,
            Message.of("POST", api.url("identity", "/auth/tokens"), Map.of(), account.login()));
    api.token = wire.header("x-subject-token").orElseThrow();
    api.projectId = answer.at("/token/project/id").asString();
    for (var service : answer.at("/token/catalog")) {
      var type = TYPES.get(service.path("type").asString());
      for (var endpoint : service.path("endpoints")) {
        var here =
            account.region().isEmpty()
                || account.region().get().equals(endpoint.path("region").asString());
        if (type != null && here && endpoint.path("interface").asString().equals("public")) {
          api.endpoints.putIfAbsent(type, versioned(type, endpoint.path("url").asString()));
        }
      }
    }
    return api;
  }

  /** The image and network services may be in the catalog without their version. */
  private static URI versioned(String type, String url) {
    var bare = url.replaceFirst("/+$", "");
    return URI.create(
        switch (type) {
          case "network" -> bare.endsWith("/v2.0") ? bare : bare + "/v2.0";
          case "image" -> bare.endsWith("/v2") ? bare : bare + "/v2";
          default -> bare;
        });
  }

  /** The body of a login by password. */
  public String loginBody() {
    return account.login();
  }

  /** The token in use. */
  public String token() {
    return token;
  }

  /** The token's project. */
  public String projectId() {
    return projectId;
  }

  /** The URL of a path within a service. */
  public URI url(String service, String path) {
    var base = endpoints.get(service);
    if (base == null) {
      throw new CloudException(
          CloudException.Kind.NOT_FOUND, "The catalog has no service of type " + service + ".");
    }
    return URI.create(base + path);
  }

  /** The header of a request with the token. */
  public Map<String, String> headers(String service) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("X-Auth-Token", token);
    if (service.equals("placement")) {
      headers.put("OpenStack-API-Version", "placement 1.36");
    }
    return headers;
  }

  /** Reads. */
  public JsonNode get(String service, String path) {
    return call("GET", service, path, "");
  }

  /** Creates, or acts. */
  public JsonNode post(String service, String path, String json) {
    return call("POST", service, path, json);
  }

  /** Sends a request and gives the answer's document, missing where it has none. */
  public JsonNode call(String method, String service, String path, String json) {
    var url = url(service, path);
    return exchange(wire(url), Message.of(method, url, headers(service), json));
  }

  /** Sends bytes that are no JSON. */
  public void upload(String service, String path, String text) {
    var url = url(service, path);
    var headers = headers(service);
    headers.put("Content-Type", "application/octet-stream");
    exchange(wire(url), Message.of("PUT", url, headers, text));
  }

  private Wire wire(URI url) {
    return wires.computeIfAbsent(
        url.getScheme() + "://" + url.getRawAuthority(), base -> new Wire(URI.create(base)));
  }

  private JsonNode exchange(Wire wire, byte[] request) {
    try {
      var status = wire.exchange(request);
      var body = new String(wire.body(), StandardCharsets.UTF_8);
      if (status >= 300) {
        var first = new String(request, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        throw new CloudException(
            CloudException.Kind.INTERNAL, "%s: %d %s".formatted(first, status, body));
      }
      return body.isBlank() ? MissingNode.getInstance() : Json.parse(body);
    } catch (IOException e) {
      throw new CloudException(
          CloudException.Kind.UNAVAILABLE, "The cloud does not answer.", e.toString(), e);
    }
  }

  @Override
  public void close() {
    wires.values().forEach(Wire::close);
  }
}
