package cairn.bench.row;

import cairn.bench.cloud.LocalCloud;
import cairn.bench.table.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The start on a data folder that exists, until every API answers. */
record StartRow() implements Row {
  private static final int TIMES = 5;
  private static final double WALL_MAX = 2000;
  private static final double CPU_MAX = 3000;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public boolean anywhere() {
    return false;
  }

  @Override
  public int hosts(Options options) {
    return 0;
  }

  @Override
  public List<Line> measure(Run run) throws IOException {
    var cloud = run.local().orElseThrow();
    var cached = cloud.awaitAotCache();
    var starts = new ArrayList<LocalCloud.Start>();
    for (var i = 0; i < TIMES; i++) {
      cloud.stop();
      starts.add(cloud.start(0));
    }
    starts.sort(Comparator.comparingDouble(LocalCloud.Start::cpuMillis));
    var cpu = starts.get(TIMES / 2).cpuMillis();
    starts.sort(Comparator.comparingDouble(LocalCloud.Start::wallMillis));
    var wall = starts.get(TIMES / 2).wallMillis();
    return List.of(
        new Line(
            "start until every API answers, median of %d%s"
                .formatted(TIMES, cached ? "" : ", without the AOT cache"),
            "",
            Line.number(wall),
            "",
            Line.number(cpu),
            "",
            "",
            "2,000 ms, 3,000 ms CPU",
            Optional.of(wall < WALL_MAX && cpu < CPU_MAX),
            "38 s"));
  }
}
