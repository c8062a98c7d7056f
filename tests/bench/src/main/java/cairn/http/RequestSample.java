package cairn.http;

import cairn.policy.Caller;
import cairn.policy.Policy;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.MissingNode;

/** A request as the dispatcher hands it to a handler, for what needs one to be measured. */
public final class RequestSample {
  private RequestSample() {}

  /** A GET of that path in that version. */
  public static Request get(String path, String version, Caller caller) {
    var parts =
        new Request.Parts(
            "GET",
            path,
            Query.parse(""),
            _ -> List.of(),
            "http://cloud.example.com:8080",
            "192.0.2.1",
            InputStream::nullInputStream);
    var route =
        new Route(
            "GET",
            path,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Route.Access.Token(),
            Optional.empty(),
            false,
            0,
            false,
            false,
            _ -> Response.empty(204));
    return new Request(
        parts,
        route,
        Map.of(),
        Optional.of(Microversion.of(version)),
        caller,
        new Policy(List.of(), Map.of()),
        MissingNode.getInstance());
  }
}
