package cairn.compute.wire;

import cairn.http.Microversion;
import cairn.http.Microversions;
import java.util.List;

/** The versions of the Compute API that are served. */
public final class ComputeVersions {
  /** The first. */
  public static final Microversion MIN = Microversion.of("2.1");

  /** The newest. */
  public static final Microversion MAX = Microversion.of("2.96");

  /** How clients ask for one. */
  public static final Microversions NEGOTIATION =
      new Microversions("compute", List.of("X-OpenStack-Nova-API-Version"), MIN, MAX);

  private ComputeVersions() {}
}
