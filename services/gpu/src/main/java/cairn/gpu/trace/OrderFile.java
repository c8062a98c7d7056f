package cairn.gpu.trace;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The binary form of arrival orders, big-endian: for each seed an int (the seed), an int n, n
 * unsigned shorts (the indexes of the arriving tasks), and an unsigned short for each node (its
 * rank).
 */
public final class OrderFile {
  private static final int ARRIVALS_MAX = 10_000_000;

  private OrderFile() {}

  /** All orders in the file, for that many tasks and nodes. The source names it in errors. */
  public static List<Order> read(String source, byte[] bytes, int pods, int nodes) {
    var orders = new ArrayList<Order>();
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      while (in.available() > 0) {
        var seed = in.readInt();
        var count = in.readInt();
        if (count < 0 || count > ARRIVALS_MAX) {
          throw new BadInput("%s: seed %d has %d arrivals".formatted(source, seed, count));
        }
        var arrivals = numbers(in, count, pods, source, "task");
        orders.add(new Order(seed, arrivals, ranks(in, nodes, source)));
      }
    } catch (EOFException e) {
      throw new BadInput(
          "%s: it ends too early; it is an order of another fleet or cut short".formatted(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (orders.isEmpty()) {
      throw new BadInput("%s: there is no order in it".formatted(source));
    }
    return List.copyOf(orders);
  }

  private static int[] ranks(DataInputStream in, int nodes, String source) throws IOException {
    var ranks = numbers(in, nodes, nodes, source, "rank");
    var taken = new boolean[nodes];
    for (var rank : ranks) {
      if (taken[rank]) {
        throw new BadInput("%s: two nodes have rank %d".formatted(source, rank));
      }
      taken[rank] = true;
    }
    return ranks;
  }

  private static int[] numbers(DataInputStream in, int count, int below, String source, String what)
      throws IOException {
    if (in.available() < 2L * count) {
      throw new EOFException();
    }
    var numbers = new int[count];
    for (var i = 0; i < count; i++) {
      numbers[i] = in.readUnsignedShort();
      if (numbers[i] >= below) {
        throw new BadInput(
            "%s: %s %d, where there are %d; it is an order of other files"
                .formatted(source, what, numbers[i], below));
      }
    }
    return numbers;
  }
}
