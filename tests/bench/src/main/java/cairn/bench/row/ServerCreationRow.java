package cairn.bench.row;

/** Servers on simulated hosts, until ACTIVE. */
final class ServerCreationRow extends CreationRow {
  private static final double RATE = 300;

  @Override
  public String name() {
    return "server-create";
  }

  @Override
  int hostsMeasured(Options options) {
    return options.hosts();
  }

  @Override
  int clients() {
    return 16;
  }

  @Override
  int total(Options options) {
    return options.created();
  }

  @Override
  String service() {
    return "compute";
  }

  @Override
  String path() {
    return "/servers";
  }

  @Override
  int status() {
    return 202;
  }

  @Override
  String body(Fixture fixture, String name) {
    return fixture.serverBody(name);
  }

  @Override
  boolean settled(Run run) {
    return settledAll(run);
  }

  static boolean settledAll(Run run) {
    return run.api().get("compute", "/servers?limit=1&status=BUILD").path("servers").isEmpty();
  }

  @Override
  double rateMin(double floor) {
    return floor < 2 * RATE ? floor / 2 : RATE;
  }

  @Override
  String target() {
    return "300/s, or half the floor's rate where that is under 600/s";
  }

  @Override
  String work() {
    return "create a server until ACTIVE, 16 clients";
  }

  @Override
  String reference() {
    return "0.46/s at 8; 4,000 ms CPU";
  }

  @Override
  boolean evenly() {
    return true;
  }
}
