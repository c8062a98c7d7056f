package cairn.gpu.trace;

import cairn.packing.Fleet;
import cairn.packing.Node;
import cairn.packing.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The CSV form of tasks: {@code name,cpu_milli,memory_mib,num_gpu,gpu_milli}, then if there {@code
 * gpu_spec} (models, as {@code A|B}; empty: any), {@code creation_time} and {@code deletion_time};
 * other columns are skipped. For what-if two more: {@code node}, where the task runs (empty: it
 * waits), and {@code gpu_index}, its GPUs there as {@code 0|1} (empty: the usual choice).
 */
public final class PodFile {
  private static final List<String> COLUMNS =
      List.of("name", "cpu_milli", "memory_mib", "num_gpu", "gpu_milli");

  private PodFile() {}

  /** The tasks, by name. The source names the file in errors. */
  public static List<Pod> read(String source, String text) {
    var csv = new Csv(source, text, COLUMNS);
    var pods = new ArrayList<Pod>();
    for (var row : csv.rows()) {
      pods.add(new Pod(row.text("name"), task(csv, row), stay(csv, row), place(csv, row)));
    }
    if (pods.isEmpty()) {
      throw new BadInput("%s: there are no tasks in it".formatted(source));
    }
    pods.sort(Comparator.comparing(Pod::name));
    return List.copyOf(pods);
  }

  private static Task task(Csv csv, Csv.Row row) {
    var models = csv.has("gpu_spec") ? row.text("gpu_spec") : "";
    try {
      return new Task(
          row.number("cpu_milli", NodeFile.CPU_MILLI_MAX),
          row.number("memory_mib", NodeFile.MEMORY_MIB_MAX),
          row.number("num_gpu", Node.GPUS_MAX),
          row.number("gpu_milli", Fleet.DEVICE_MILLI),
          models.isEmpty() ? List.of() : Arrays.asList(models.split("\\|")));
    } catch (IllegalArgumentException e) {
      throw row.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Pod.Stay> stay(Csv csv, Csv.Row row) {
    if (!csv.has("creation_time") || !csv.has("deletion_time")) {
      return Optional.empty();
    }
    if (row.text("creation_time").isEmpty() || row.text("deletion_time").isEmpty()) {
      return Optional.empty();
    }
    var created = row.longNumber("creation_time", Long.MAX_VALUE);
    var deleted = row.longNumber("deletion_time", Long.MAX_VALUE);
    if (deleted < created) {
      throw row.wrong("it is deleted before it is created");
    }
    return Optional.of(new Pod.Stay(created, deleted));
  }

  private static Optional<Pod.Place> place(Csv csv, Csv.Row row) {
    if (!csv.has("node") || row.text("node").isEmpty()) {
      return Optional.empty();
    }
    var devices = 0;
    if (csv.has("gpu_index") && !row.text("gpu_index").isEmpty()) {
      for (var index : row.text("gpu_index").split("\\|")) {
        if (!index.matches("\\d{1,2}") || Integer.parseInt(index) >= Node.GPUS_MAX) {
          throw row.wrong(
              "gpu_index is '%s'; it has to be like 0|1".formatted(row.text("gpu_index")));
        }
        devices |= 1 << Integer.parseInt(index);
      }
    }
    return Optional.of(new Pod.Place(row.text("node"), devices));
  }
}
