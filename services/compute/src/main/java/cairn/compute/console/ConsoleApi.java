package cairn.compute.console;

import cairn.common.CloudException;
import cairn.compute.server.Server;
import cairn.compute.server.Servers;
import cairn.compute.stream.HostStreams;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Schemas;
import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** {@code os-getConsoleOutput}, {@code os-getVNCConsole} and {@code remote-consoles}. */
public final class ConsoleApi {
  private static final String ACTION = "/v2.1/servers/{id}/action";
  private static final int LOG_BYTES_MAX = 100 << 10;

  private static final BodySchema OUTPUT =
      BodySchema.of(
          Schemas.action(
              "os-getConsoleOutput",
              """
              {"type": "object", "additionalProperties": false, "properties": {"length":
                 {"type": ["integer", "string", "null"], "pattern": "^-?[0-9]+$", "minimum": -1}}}\
              """));
  private static final BodySchema VNC =
      BodySchema.of(
          Schemas.action(
              "os-getVNCConsole",
              """
              {"type": "object", "required": ["type"], "additionalProperties": false,
               "properties": {"type": {"type": "string", "enum": ["novnc", "xvpvnc"]}}}\
              """));

  private final Servers servers;
  private final HostStreams streams;
  private final Consoles consoles;

  /** Answers for those servers. */
  public ConsoleApi(Servers servers, HostStreams streams, Consoles consoles) {
    this.servers = servers;
    this.streams = streams;
    this.consoles = consoles;
  }

  /** Enters the routes. */
  public void declare(Routes routes) {
    routes
        .post(ACTION)
        .action("os-getConsoleOutput")
        .body(OUTPUT)
        .policyInHandler(ConsolePolicy.OUTPUT)
        .to(this::output);
    routes
        .post(ACTION)
        .action("os-getVNCConsole")
        .until("2.5")
        .body(VNC)
        .policyInHandler(ConsolePolicy.OPEN)
        .to(this::vnc);
    remote(routes, "2.6", "2.7", "", "");
    remote(routes, "2.8", "2.9999", ", \"mks\"", ", \"webmks\"");
  }

  private void remote(Routes routes, String since, String until, String protocols, String types) {
    routes
        .post("/v2.1/servers/{id}/remote-consoles")
        .since(since)
        .until(until)
        .body(BodySchema.of(Schemas.action("remote_console", schema(protocols, types))))
        .policyInHandler(ConsolePolicy.OPEN)
        .to(this::remote);
  }

  private static String schema(String protocols, String types) {
    return """
    {"type": "object", "required": ["protocol", "type"], "additionalProperties": false,
     "properties": {
       "protocol": {"type": "string", "enum": ["vnc", "spice", "rdp", "serial"%s]},
       "type": {"type": "string",
                "enum": ["novnc", "xvpvnc", "spice-html5", "rdp-html5", "serial"%s]}}}\
    """
        .formatted(protocols, types);
  }

  private static UUID host(Server server) {
    return server
        .place()
        .host()
        .orElseThrow(
            () -> ComputeErrors.conflict("Instance %s is not ready".formatted(server.id())));
  }

  private Response output(Request request) {
    var server = servers.checked(request);
    var length = request.body().path("os-getConsoleOutput").path("length");
    var text =
        streams
            .consoleLog(host(server), server.id().value(), LOG_BYTES_MAX)
            .orElseThrow(() ->
                new CloudException(
                    CloudException.Kind.UNAVAILABLE,
                    "The host of instance %s does not answer; its console cannot be read now."
                        .formatted(server.id())));
    var lines = length.isNull() ? -1 : length.asInt(-1);
    var shown = lines < 0 ? text : end(text, lines);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeStringProperty("output", shown);
      json.writeEndObject();
    });
  }

  /**
   * The last lines, counted as the reference counts them: what comes behind the last line feed is a
   * line too, also when it is empty.
   */
  static String end(String text, int lines) {
    if (lines == 0) {
      return "";
    }
    var at = text.length();
    for (var left = lines; left > 0; left--) {
      var before = text.lastIndexOf('\n', at - 1);
      if (before < 0) {
        return text;
      }
      at = before;
    }
    return text.substring(at + 1);
  }

  private Response vnc(Request request) {
    var server = servers.checked(request);
    var type = request.body().path("os-getVNCConsole").path("type").asString();
    var url = url(request, server, type);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("console");
      json.writeStringProperty("type", type);
      json.writeStringProperty("url", url);
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private Response remote(Request request) {
    var server = servers.checked(request);
    var asked = request.body().path("remote_console");
    var protocol = asked.path("protocol").asString();
    var type = asked.path("type").asString();
    if (!protocol.equals("vnc")) {
      throw unavailable(type);
    }
    var url = url(request, server, type);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("remote_console");
      json.writeStringProperty("protocol", protocol);
      json.writeStringProperty("type", type);
      json.writeStringProperty("url", url);
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private static CloudException unavailable(String type) {
    return ComputeErrors.badRequest("Unavailable console type %s.".formatted(type));
  }

  private String url(Request request, Server server, String type) {
    if (!type.equals("novnc")) {
      throw unavailable(type);
    }
    var host = host(server);
    if (!streams.connected(host)) {
      throw ComputeErrors.conflict("Instance %s is not ready".formatted(server.id()));
    }
    var path = Consoles.PATH.substring(1) + "?token=" + consoles.token(server.id().value());
    return request.baseUrl()
        + "/console/vnc.html?path="
        + URLEncoder.encode(path, StandardCharsets.UTF_8);
  }
}
