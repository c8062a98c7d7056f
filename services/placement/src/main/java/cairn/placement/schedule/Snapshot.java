package cairn.placement.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** All hosts at one instant. Immutable, so safe for many threads; a changed one shares the rest. */
public final class Snapshot {
  final Block[] blocks;
  final Dictionary dictionary;
  private final Map<UUID, Integer> blockOf;

  private Snapshot(Block[] blocks, Dictionary dictionary, Map<UUID, Integer> blockOf) {
    this.blocks = blocks;
    this.dictionary = dictionary;
    this.blockOf = blockOf;
  }

  /** A snapshot of these hosts. */
  public static Snapshot of(Collection<Host> hosts) {
    return of(hosts, new Dictionary());
  }

  static Snapshot of(Collection<Host> hosts, Dictionary dictionary) {
    var sorted = hosts.stream().sorted(Comparator.comparing(Host::id)).toList();
    var blocks = new Block[(sorted.size() + Block.SIZE - 1) / Block.SIZE];
    var blockOf = new HashMap<UUID, Integer>();
    for (var b = 0; b < blocks.length; b++) {
      var from = b * Block.SIZE;
      var members = sorted.subList(from, Math.min(from + Block.SIZE, sorted.size()));
      blocks[b] = new Block(members, dictionary);
      for (var host : members) {
        blockOf.put(host.id(), b);
      }
    }
    return new Snapshot(blocks, dictionary, blockOf);
  }

  /** How many hosts there are. */
  public int size() {
    return blockOf.size();
  }

  /** One host. */
  public Optional<Host> host(UUID id) {
    var block = blockOf.get(id);
    return block == null
        ? Optional.empty()
        : Arrays.stream(blocks[block].hosts).filter(host -> host.id().equals(id)).findFirst();
  }

  /** The same with that given away, as when a plan has been carried out. */
  public Snapshot claimed(UUID id, Map<String, Long> resources) {
    return host(id).map(host -> with(host.claimed(resources))).orElse(this);
  }

  /** The same with that host as it is now, whether it was there before or not. */
  Snapshot with(Host host) {
    var changed = blocks.clone();
    var known = blockOf.get(host.id());
    if (known != null) {
      var members = new ArrayList<>(List.of(blocks[known].hosts));
      members.replaceAll(member -> member.id().equals(host.id()) ? host : member);
      changed[known] = new Block(members, dictionary);
      return new Snapshot(changed, dictionary, blockOf);
    }
    var last = blocks.length - 1;
    var full = last < 0 || blocks[last].hosts.length == Block.SIZE;
    var place = full ? blocks.length : last;
    var members = new ArrayList<Host>(full ? List.of() : List.of(blocks[last].hosts));
    members.add(host);
    if (full) {
      changed = Arrays.copyOf(blocks, blocks.length + 1);
    }
    changed[place] = new Block(members, dictionary);
    var places = new HashMap<>(blockOf);
    places.put(host.id(), place);
    return new Snapshot(changed, dictionary, places);
  }

  /** The same without that host. */
  Snapshot without(UUID id) {
    if (!blockOf.containsKey(id)) {
      return this;
    }
    var rest = new ArrayList<Host>();
    forEach(host -> {
      if (!host.id().equals(id)) {
        rest.add(host);
      }
    });
    return of(rest, dictionary);
  }

  void forEach(Consumer<Host> consumer) {
    for (var block : blocks) {
      for (var host : block.hosts) {
        consumer.accept(host);
      }
    }
  }

  int blockOf(UUID id) {
    return blockOf.getOrDefault(id, -1);
  }
}
