package cairn.sql;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a request for a page to the text that the driver gets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PagingBenchmark {
  private final Listing listing =
      Listing.of("p.id, p.name, p.device_id, n.name AS network", "port p JOIN network n", "p.id")
          .sort("id", "p.id")
          .sort("name", "p.name")
          .sort("created_at", "p.created_at")
          .nullable("device_id", "p.device_id");
  private final UUID marker = new UUID(1, 2);

  /** One with a marker. */
  @Benchmark
  public Object behindMarker() {
    var text =
        listing
            .query()
            .scope("p.project_id = :project", "project", "0123456789abcdef")
            .equal("p.name", Optional.of("web"))
            .in("p.status", List.of("ACTIVE", "DOWN"))
            .orderBy(List.of("device_id", "name"), List.of("desc", "asc"))
            .marker(marker)
            .limit(100)
            .text();
    return NamedSql.parse(text);
  }
}
