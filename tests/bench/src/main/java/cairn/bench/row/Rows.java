package cairn.bench.row;

import java.util.List;

/** All rows, in the order in which they are measured. */
public final class Rows {
  /** The rows. */
  public static final List<Row> ALL =
      List.of(
          new StartRow(),
          new IdleRow(),
          new ReadRow(
              "token",
              "validate a token",
              "identity",
              fixture -> "/auth/tokens",
              1.5,
              "37/s at 1, 44 to 80/s at 8; 30 ms CPU"),
          new LoginRow(),
          new ReadRow(
              "flavors",
              "flavors",
              "compute",
              fixture -> "/flavors",
              1.5,
              "68/s at 1, 158/s at 8; 12 ms CPU"),
          new ReadRow("networks", "networks", "network", fixture -> "/networks", 1.5, "33/s"),
          new ReadRow(
              "image", "an image", "image", fixture -> "/images/" + fixture.image(), 1.5, ""),
          // Before the lists, whose servers fill the few hosts.
          new AloneRow(),
          new ReadRow(
              "server", "a server", "compute", fixture -> "/servers/" + fixture.server(), 1.5, ""),
          new ReadRow(
              "servers-100",
              "servers in detail, 100",
              "compute",
              fixture -> servers(fixture, 100),
              1.5,
              "1.9/s at 1, 2.65/s at 8; 666 ms CPU"),
          new ReadRow(
              "servers-1000",
              "servers in detail, 1,000",
              "compute",
              fixture -> servers(fixture, 1000),
              1.5,
              ""),
          new ReadRow(
              "ports",
              "ports, 100",
              "network",
              fixture -> {
                fixture.servers();
                return "/ports?limit=100";
              },
              1.5,
              ""),
          new ReadRow(
              "candidates",
              "allocation candidates, 1,000 providers",
              "placement",
              fixture -> {
                fixture.providers();
                return "/allocation_candidates?limit=1000&resources=CUSTOM_BENCH_CPU:1,"
                    + "CUSTOM_BENCH_MEMORY:512,CUSTOM_BENCH_DISK:1";
              },
              2,
              "5.6/s; 286 ms CPU"),
          new PortCreationRow(),
          new HostsRow(),
          new ServerCreationRow(),
          new StormRow());

  private Rows() {}

  private static String servers(Fixture fixture, int limit) throws java.io.IOException {
    fixture.servers();
    return "/servers/detail?limit=" + limit;
  }
}
