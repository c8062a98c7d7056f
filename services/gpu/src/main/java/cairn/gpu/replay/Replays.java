package cairn.gpu.replay;

import cairn.gpu.trace.OpenB;
import cairn.gpu.trace.Order;
import cairn.packing.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs all that a question asks for: the seeds of one policy side by side, policies and workloads
 * one after the other.
 */
public final class Replays {
  private final OpenB trace;
  private final Question question;
  private final Published published;

  public Replays(OpenB trace, Question question) {
    this.trace = trace;
    this.question = question;
    published = Published.allocation(trace);
  }

  /** Told how it goes on. May be called by several threads. */
  public interface Listener {
    /** One more run of so many is done. */
    void ran(String workload, String policy, int done, int of);

    /** All seeds of a policy are done. Called by one thread. */
    void summed(Summary summary);
  }

  /** Runs them. */
  public List<Summary> run(Listener listener) {
    var summaries = new ArrayList<Summary>();
    for (var workload : question.workloads(trace)) {
      var orders = question.orders(trace, workload);
      for (var policy : question.policies()) {
        var done = new AtomicInteger();
        var maker = Policies.find(policy).orElseThrow();
        var runs =
            orders.parallelStream()
                .map(order -> new Replay(workload, order, maker, question.target()).run())
                .peek(run ->
                    listener.ran(workload.name(), policy, done.incrementAndGet(), orders.size()))
                .toList();
        var summary = new Summary(workload.name(), policy, runs, rows(workload, policy, orders));
        listener.summed(summary);
        summaries.add(summary);
      }
    }
    return summaries;
  }

  /** The published rows of these orders, if each of them is a published one. */
  private List<double[]> rows(Workload workload, String policy, List<Order> orders) {
    if (!question.isPublished()) {
      return List.of();
    }
    var known = trace.orders(workload.name());
    var rows = new ArrayList<double[]>();
    for (var order : orders) {
      if (known.stream().anyMatch(other -> isSame(order, other))) {
        published.find(workload.name(), policy, order.seed()).ifPresent(rows::add);
      }
    }
    return rows.size() == orders.size() ? rows : List.of();
  }

  /** As far as the shorter of the two goes. */
  private static boolean isSame(Order order, Order other) {
    var length = Math.min(order.arrivals().length, other.arrivals().length);
    return order.seed() == other.seed()
        && java.util.Arrays.equals(order.ranks(), other.ranks())
        && java.util.Arrays.equals(order.arrivals(), 0, length, other.arrivals(), 0, length);
  }
}
