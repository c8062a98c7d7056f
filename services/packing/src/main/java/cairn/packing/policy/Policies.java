package cairn.packing.policy;

import cairn.packing.Fleet;
import cairn.packing.Fragments;
import cairn.packing.Policy;
import cairn.packing.Typical;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** The policies by name: those of the published tables by the names used there, then ours. */
public final class Policies {
  private static final List<Named> ALL =
      List.of(
          new Named(
              "Random", (fleet, typical, seed) -> new RandomChoice(new SplittableRandom(seed))),
          new Named("DotProd", (fleet, typical, seed) -> new DotProduct()),
          new Named("Clustering", (fleet, typical, seed) -> new Clustering()),
          new Named("Packing", (fleet, typical, seed) -> new Packing()),
          new Named("BestFit", (fleet, typical, seed) -> new BestFit()),
          new Named(
              "FGD",
              (fleet, typical, seed) ->
                  new FragmentationGradient(new Fragments(typical, fleet.models()), fleet)),
          new Named("Rehearsal", (fleet, typical, seed) -> new Rehearsal(fleet, typical)));

  private Policies() {}

  /** All names, the weakest policy first. */
  public static List<String> names() {
    return ALL.stream().map(Named::name).toList();
  }

  /** How to make the policy of that name, upper or lower case. */
  public static Optional<Maker> find(String name) {
    return ALL.stream()
        .filter(named -> named.name.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
        .map(Named::maker)
        .findFirst();
  }

  /** Makes a policy for one fleet. */
  @FunctionalInterface
  public interface Maker {
    /**
     * A new policy.
     *
     * @param typical what is known beforehand of the demand; only FGD and Rehearsal look at it
     * @param seed for those that draw lots
     */
    Policy make(Fleet fleet, Typical typical, long seed);
  }

  private record Named(String name, Maker maker) {}
}
