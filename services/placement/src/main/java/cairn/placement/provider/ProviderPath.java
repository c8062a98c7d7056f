package cairn.placement.provider;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Id;
import cairn.http.Request;
import java.util.UUID;

/** The provider that a path names. */
public final class ProviderPath {
  private ProviderPath() {}

  /**
   * The id in the path's {@code {provider}}.
   *
   * @throws CloudException NOT_FOUND when it is none: it names nothing
   */
  public static UUID id(Request request) {
    var text = request.parameter("provider");
    return Id.parse(text)
        .orElseThrow(() ->
            new CloudException(
                Kind.NOT_FOUND, "No resource provider with uuid %s found".formatted(text)));
  }
}
