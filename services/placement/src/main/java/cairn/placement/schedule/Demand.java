package cairn.placement.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a server needs of its host. Immutable; each method gives a new one that asks for more.
 *
 * @param resources amounts by resource class
 * @param required traits that the host must have
 * @param forbidden traits that it must not have
 * @param zone the availability zone
 * @param memberOf for each set, the host is in one of these aggregates
 * @param notMemberOf aggregates that it is not in
 * @param forcedHost the only host that will do, by name
 * @param excluded hosts that will not do
 * @param seed breaks ties: the same seed breaks them the same way
 */
public record Demand(
    Map<String, Long> resources,
    Set<String> required,
    Set<String> forbidden,
    Optional<String> zone,
    List<Set<UUID>> memberOf,
    Set<UUID> notMemberOf,
    Group group,
    Optional<String> forcedHost,
    Set<UUID> excluded,
    long seed) {

  /** So much of these classes on any host; classes of which none is needed are left out. */
  public static Demand of(Map<String, Long> resources, long seed) {
    var needed = new TreeMap<>(resources);
    needed.values().removeIf(amount -> amount == 0);
    return new Demand(
        needed,
        Set.of(),
        Set.of(),
        Optional.empty(),
        List.of(),
        Set.of(),
        Group.NONE,
        Optional.empty(),
        Set.of(),
        seed);
  }

  public Demand required(Set<String> traits) {
    return new Demand(
        resources,
        traits,
        forbidden,
        zone,
        memberOf,
        notMemberOf,
        group,
        forcedHost,
        excluded,
        seed);
  }

  public Demand forbidden(Set<String> traits) {
    return new Demand(
        resources,
        required,
        traits,
        zone,
        memberOf,
        notMemberOf,
        group,
        forcedHost,
        excluded,
        seed);
  }

  public Demand zone(String name) {
    return new Demand(
        resources,
        required,
        forbidden,
        Optional.of(name),
        memberOf,
        notMemberOf,
        group,
        forcedHost,
        excluded,
        seed);
  }

  /** In one of these aggregates, beside what was asked before. */
  public Demand memberOf(Set<UUID> aggregates) {
    var all = new ArrayList<>(memberOf);
    all.add(aggregates);
    return new Demand(
        resources,
        required,
        forbidden,
        zone,
        List.copyOf(all),
        notMemberOf,
        group,
        forcedHost,
        excluded,
        seed);
  }

  public Demand notMemberOf(Set<UUID> aggregates) {
    return new Demand(
        resources,
        required,
        forbidden,
        zone,
        memberOf,
        aggregates,
        group,
        forcedHost,
        excluded,
        seed);
  }

  public Demand group(Group serverGroup) {
    return new Demand(
        resources,
        required,
        forbidden,
        zone,
        memberOf,
        notMemberOf,
        serverGroup,
        forcedHost,
        excluded,
        seed);
  }

  public Demand forcedHost(String name) {
    return new Demand(
        resources,
        required,
        forbidden,
        zone,
        memberOf,
        notMemberOf,
        group,
        Optional.of(name),
        excluded,
        seed);
  }

  public Demand excluding(Set<UUID> hosts) {
    return new Demand(
        resources,
        required,
        forbidden,
        zone,
        memberOf,
        notMemberOf,
        group,
        forcedHost,
        hosts,
        seed);
  }
}
