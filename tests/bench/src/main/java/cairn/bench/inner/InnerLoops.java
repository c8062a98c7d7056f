package cairn.bench.inner;

import cairn.compute.server.ServerJsonBenchmark;
import cairn.gpu.PackingBenchmark;
import cairn.identity.token.TokenBenchmark;
import cairn.placement.schedule.SchedulerBenchmark;
import cairn.policy.PolicyBenchmark;
import cairn.sql.PagingBenchmark;
import java.util.List;

/** The list of them. */
final class InnerLoops {
  private static final double DECISION_MICROS = 100;

  /** 20,000 decisions a second. */
  private static final double GPU_MICROS = 50;

  static final List<InnerLoop> ALL =
      List.of(
          InnerLoop.of(
                  "jmh-scheduler",
                  "place a server: 10,000 hosts, anti-affinity, traits, aggregates",
                  SchedulerBenchmark.class,
                  "place")
              .under(DECISION_MICROS),
          InnerLoop.of(
                  "jmh-scheduler-affinity",
                  "the same with affinity",
                  SchedulerBenchmark.class,
                  "placeTogether")
              .under(DECISION_MICROS),
          InnerLoop.of(
              "jmh-scheduler-refusal",
              "the same where no host fits, with the explanation",
              SchedulerBenchmark.class,
              "refuse"),
          InnerLoop.of(
              "jmh-scheduler-claim",
              "take over a claim into the snapshot of 10,000 hosts",
              SchedulerBenchmark.class,
              "claim"),
          InnerLoop.of("jmh-token", "validate a token seen before", TokenBenchmark.class, "known"),
          InnerLoop.of(
              "jmh-token-new",
              "validate a token seen for the first time",
              TokenBenchmark.class,
              "unknown"),
          InnerLoop.of(
              "jmh-policy", "check a member's rule by project", PolicyBenchmark.class, "member"),
          InnerLoop.of(
              "jmh-policy-refused",
              "check a rule that does not hold",
              PolicyBenchmark.class,
              "refused"),
          InnerLoop.of(
              "jmh-json", "write a server in detail (2.96)", ServerJsonBenchmark.class, "detail"),
          InnerLoop.of(
              "jmh-paging",
              "make a page's SQL: two sort keys, two filters, a marker",
              PagingBenchmark.class,
              "behindMarker"),
          InnerLoop.of("gpu-fgd", "choose a GPU by FGD: 1,213 nodes", PackingBenchmark.class, "fgd")
              .under(GPU_MICROS),
          InnerLoop.of(
                  "gpu-fgd-12130",
                  "the same: 12,130 nodes",
                  PackingBenchmark.class,
                  "fgdOnTenTimesTheNodes")
              .under(GPU_MICROS * 10),
          InnerLoop.of(
                  "gpu-rehearsal",
                  "choose a GPU by Rehearsal: 1,213 nodes",
                  PackingBenchmark.class,
                  "rehearsal")
              .under(GPU_MICROS * 2),
          InnerLoop.of(
              "gpu-bestfit",
              "choose a GPU by best fit: 1,213 nodes",
              PackingBenchmark.class,
              "bestFit"));

  private InnerLoops() {}
}
