package cairn.gpu.trace;

import cairn.packing.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Alibaba's GPU trace of 2023, the published results of six policies on its 17 workloads, and the
 * orders that those runs had; origin and licence are in the README beside the archive. Immutable.
 */
public final class OpenB {
  private static final String NODES = "csv/openb_node_list_gpu_node.csv";
  private static final String PODS = "csv/openb_pod_list_";
  private final Map<String, byte[]> files;
  private final List<Node> nodes;

  private OpenB(Map<String, byte[]> files) {
    this.files = files;
    nodes = NodeFile.read(NODES, text(NODES));
  }

  /** Unpacks the archive, in half a second. */
  public static OpenB read() {
    var files = new HashMap<String, byte[]>();
    try (var packed =
            Objects.requireNonNull(
                OpenB.class.getResourceAsStream("/cairn/gpu/openb/openb.tar.xz"));
        var archive = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
        files.put(entry.getName(), archive.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new OpenB(files);
  }

  /** The workloads, in the order of the published tables. */
  public List<String> workloads() {
    return List.of(
        "default",
        "cpu050",
        "cpu100",
        "cpu200",
        "cpu250",
        "gpushare40",
        "gpushare60",
        "gpushare80",
        "gpushare100",
        "gpuspec10",
        "gpuspec20",
        "gpuspec25",
        "gpuspec33",
        "multigpu20",
        "multigpu30",
        "multigpu40",
        "multigpu50");
  }

  /** The 1,213 nodes with GPUs, by name. */
  public List<Node> nodes() {
    return nodes;
  }

  /** The tasks of a workload, by name. */
  public List<Pod> pods(String workload) {
    var name = PODS + workload + ".csv";
    return PodFile.read(name, text(name));
  }

  /** The orders of a workload that the published runs had, seeds 42 to 51. */
  public List<Order> orders(String workload) {
    var name = "replay/order_" + workload + ".bin";
    return OrderFile.read(name, bytes(name), pods(workload).size(), nodes.size());
  }

  /** The published allocation against load: text in CSV. */
  public String publishedAllocation() {
    return text("expected/analysis_allo_discrete.csv");
  }

  /** The published fragments against load: text in CSV. */
  public String publishedFragments() {
    return text("expected/analysis_frag_discrete.csv");
  }

  private String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private byte[] bytes(String name) {
    return Objects.requireNonNull(files.get(name), name);
  }
}
