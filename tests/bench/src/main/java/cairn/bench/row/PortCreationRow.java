package cairn.bench.row;

/** Ports on one network. */
final class PortCreationRow extends CreationRow {
  private static final double RATE = 500;

  @Override
  public String name() {
    return "port-create";
  }

  @Override
  int clients() {
    return 8;
  }

  @Override
  int total(Options options) {
    return options.created();
  }

  @Override
  String service() {
    return "network";
  }

  @Override
  String path() {
    return "/ports";
  }

  @Override
  int status() {
    return 201;
  }

  @Override
  String body(Fixture fixture, String name) {
    return "{\"port\":{\"network_id\":\"%s\",\"name\":\"%s\"}}".formatted(fixture.network(), name);
  }

  @Override
  boolean settled(Run run) {
    return true;
  }

  @Override
  double rateMin(double floor) {
    return RATE;
  }

  @Override
  String target() {
    return "500/s";
  }

  @Override
  String work() {
    return "create a port, 8 clients";
  }

  @Override
  String reference() {
    return "3.4/s; 461 ms CPU";
  }

  @Override
  boolean evenly() {
    return false;
  }
}
