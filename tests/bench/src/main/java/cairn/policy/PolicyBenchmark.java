package cairn.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A rule of the usual form, with the target that a handler makes for it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PolicyBenchmark {
  private static final String PROJECT = "0123456789abcdef0123456789abcdef";

  private final Rule rule =
      new Rule("os_compute_api:servers:create", "rule:project_member_or_admin", "Create servers");
  private final Policy policy = new Policy(List.of(rule), Map.of());
  private final Caller caller =
      new Caller(
          "fedcba9876543210fedcba9876543210",
          "member",
          "default",
          new Caller.Scope.Project(PROJECT, "project", "default"),
          Set.of("member", "reader"),
          "audit",
          Instant.MAX);

  /** One that holds. */
  @Benchmark
  public boolean member() {
    return policy.allows(caller, rule, Target.ofProject(PROJECT));
  }

  /** One that does not: every part of it is looked at. */
  @Benchmark
  public boolean refused() {
    return policy.allows(caller, rule, Target.ofProject("another's"));
  }
}
