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

  /** The number of a host's block times {@link Block#SIZE}, and its index there. */
  private final Map<UUID, Integer> places;

  private Snapshot(Block[] blocks, Dictionary dictionary, Map<UUID, Integer> places) {
    this.blocks = blocks;
    this.dictionary = dictionary;
    this.places = places;
  }

  /** A snapshot of these hosts. */
  public static Snapshot of(Collection<Host> hosts) {
    return of(hosts, new Dictionary());
  }

  static Snapshot of(Collection<Host> hosts, Dictionary dictionary) {
    var sorted = hosts.stream().sorted(Comparator.comparing(Host::id)).toList();
    var blocks = new Block[(sorted.size() + Block.SIZE - 1) / Block.SIZE];
    var places = new HashMap<UUID, Integer>();
    for (var b = 0; b < blocks.length; b++) {
      var from = b * Block.SIZE;
      var members = sorted.subList(from, Math.min(from + Block.SIZE, sorted.size()));
      blocks[b] = new Block(members, dictionary);
      for (var i = 0; i < members.size(); i++) {
        places.put(members.get(i).id(), from + i);
      }
    }
    return new Snapshot(blocks, dictionary, places);
  }

  /** How many hosts there are. */
  public int size() {
    return places.size();
  }

  /** One host. */
  public Optional<Host> host(UUID id) {
    var place = places.get(id);
    return place == null
        ? Optional.empty()
        : Optional.of(blocks[place / Block.SIZE].hosts[place % Block.SIZE]);
  }

  /** The same with that given away, as when a plan has been carried out. */
  public Snapshot claimed(UUID id, Map<String, Long> resources) {
    var place = places.get(id);
    if (place == null) {
      return this;
    }
    var changed = blocks.clone();
    var block = place / Block.SIZE;
    changed[block] = blocks[block].claimed(place % Block.SIZE, resources, dictionary);
    return new Snapshot(changed, dictionary, places);
  }

  /** The same with that host as it is now, whether it was there before or not. */
  Snapshot with(Host host) {
    var changed = blocks.clone();
    var known = places.get(host.id());
    if (known != null) {
      var block = known / Block.SIZE;
      var members = new ArrayList<>(List.of(blocks[block].hosts));
      members.set(known % Block.SIZE, host);
      changed[block] = new Block(members, dictionary);
      return new Snapshot(changed, dictionary, places);
    }
    var last = blocks.length - 1;
    var full = last < 0 || blocks[last].hosts.length == Block.SIZE;
    var block = full ? blocks.length : last;
    var members = new ArrayList<Host>(full ? List.of() : List.of(blocks[last].hosts));
    members.add(host);
    if (full) {
      changed = Arrays.copyOf(blocks, blocks.length + 1);
    }
    changed[block] = new Block(members, dictionary);
    var more = new HashMap<>(places);
    more.put(host.id(), block * Block.SIZE + members.size() - 1);
    return new Snapshot(changed, dictionary, more);
  }

  /** The same without that host. */
  Snapshot without(UUID id) {
    if (!places.containsKey(id)) {
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

  /** Where a host is: its block's number times {@link Block#SIZE} and its index; -1 for none. */
  int place(UUID id) {
    return places.getOrDefault(id, -1);
  }
}
