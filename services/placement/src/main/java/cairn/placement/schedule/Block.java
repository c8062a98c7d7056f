package cairn.placement.schedule;

import cairn.placement.provider.Inventory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Up to 64 hosts, laid out for the rules: bit i of a word is host i, element i of an array is host
 * i. Immutable once built.
 */
final class Block {
  static final int SIZE = 64;

  /** One resource class over the hosts of a block. */
  static final class Column {
    /** The most that each host can give in one piece now; -1 where it has none of the class. */
    final long[] most;

    final long[] minUnit;
    final long[] stepSize;

    /** Hosts that give only multiples, or not less than some amount. */
    long irregular;

    /** The largest of {@link #most}: nothing above it fits anywhere in the block. */
    long mostMax = -1;

    /** The smallest of {@link #most}: whatever is not above it fits everywhere. */
    long mostMin = Long.MAX_VALUE;

    Column() {
      most = new long[SIZE];
      minUnit = new long[SIZE];
      stepSize = new long[SIZE];
      Arrays.fill(most, -1);
    }

    /** One whose amounts are about to change; sizes stay, so they are shared. */
    Column(Column other) {
      most = other.most.clone();
      minUnit = other.minUnit;
      stepSize = other.stepSize;
      irregular = other.irregular;
    }
  }

  final Host[] hosts;
  final long[] salts;

  /** The hosts that exist. */
  final long present;

  long enabled;
  long up;
  private long[] zones = {};
  private long[] traits = {};
  private long[] aggregates = {};
  private Column[] columns;

  Block(List<Host> members, Dictionary dictionary) {
    hosts = members.toArray(Host[]::new);
    salts = new long[SIZE];
    columns = new Column[0];
    present = hosts.length == SIZE ? -1L : (1L << hosts.length) - 1;
    for (var i = 0; i < hosts.length; i++) {
      enter(i, hosts[i], dictionary);
    }
    for (var column : columns) {
      if (column != null) {
        summarise(column);
      }
    }
  }

  /** A copy in which one host has given something away; it shares all that is the same. */
  private Block(Block other, int index, Host host) {
    hosts = other.hosts.clone();
    hosts[index] = host;
    salts = other.salts;
    present = other.present;
    enabled = other.enabled;
    up = other.up;
    zones = other.zones;
    traits = other.traits;
    aggregates = other.aggregates;
    columns = other.columns.clone();
  }

  /** The same after a host gave that much away. */
  Block claimed(int index, Map<String, Long> resources, Dictionary dictionary) {
    var host = hosts[index].claimed(resources);
    var changed = new Block(this, index, host);
    for (var name : resources.keySet()) {
      var inventory = host.inventories().get(name);
      if (inventory != null) {
        var number = dictionary.classes().number(name);
        var column = new Column(columns[number]);
        column.most[index] = most(host, name, inventory);
        changed.summarise(column);
        changed.columns[number] = column;
      }
    }
    return changed;
  }

  static long salt(UUID host) {
    return host.getLeastSignificantBits() ^ host.getMostSignificantBits();
  }

  private static long most(Host host, String name, Inventory inventory) {
    return Math.max(Math.min(host.free(name), inventory.maxUnit()), 0);
  }

  private void enter(int index, Host host, Dictionary dictionary) {
    var bit = 1L << index;
    salts[index] = salt(host.id());
    enabled |= host.state().enabled() ? bit : 0;
    up |= host.state().up() ? bit : 0;
    zones = set(zones, dictionary.zones().number(host.state().zone()), bit);
    for (var trait : host.traits()) {
      traits = set(traits, dictionary.traits().number(trait), bit);
    }
    for (var aggregate : host.aggregates()) {
      aggregates = set(aggregates, dictionary.aggregates().number(aggregate.toString()), bit);
    }
    host.inventories()
        .forEach((name, inventory) -> {
          var column = column(dictionary.classes().number(name));
          column.most[index] = most(host, name, inventory);
          column.minUnit[index] = inventory.minUnit();
          column.stepSize[index] = inventory.stepSize();
          if (inventory.minUnit() > 1 || inventory.stepSize() > 1) {
            column.irregular |= bit;
          }
        });
  }

  private void summarise(Column column) {
    for (var i = 0; i < hosts.length; i++) {
      column.mostMax = Math.max(column.mostMax, column.most[i]);
      column.mostMin = Math.min(column.mostMin, column.most[i]);
    }
  }

  private static long[] set(long[] words, int number, long bit) {
    var grown = words.length <= number ? Arrays.copyOf(words, number + 1) : words;
    grown[number] |= bit;
    return grown;
  }

  private Column column(int number) {
    if (columns.length <= number) {
      columns = Arrays.copyOf(columns, number + 1);
    }
    if (columns[number] == null) {
      columns[number] = new Column();
    }
    return columns[number];
  }

  /** The hosts of that zone, by its number. */
  long zone(int number) {
    return word(zones, number);
  }

  /** The hosts with that trait, by its number. */
  long trait(int number) {
    return word(traits, number);
  }

  /** The hosts in that aggregate, by its number. */
  long aggregate(int number) {
    return word(aggregates, number);
  }

  private static long word(long[] words, int number) {
    return number >= 0 && number < words.length ? words[number] : 0;
  }

  /** The hosts among the candidates that can give that much of a class. */
  long fitting(long candidates, int classNumber, long amount) {
    if (classNumber < 0 || classNumber >= columns.length || columns[classNumber] == null) {
      return 0;
    }
    var column = columns[classNumber];
    if (column.mostMax < amount) {
      return 0;
    }
    if (column.mostMin >= amount && column.irregular == 0) {
      return candidates;
    }
    var fitting = 0L;
    for (var rest = candidates; rest != 0; rest &= rest - 1) {
      var i = Long.numberOfTrailingZeros(rest);
      if (column.most[i] >= amount
          && ((column.irregular >>> i & 1) == 0
              || (amount >= column.minUnit[i] && amount % column.stepSize[i] == 0))) {
        fitting |= 1L << i;
      }
    }
    return fitting;
  }

  /** The most of a class that any host of the block can give; -1 when none has it. */
  long mostMax(int classNumber) {
    return classNumber >= 0 && classNumber < columns.length && columns[classNumber] != null
        ? columns[classNumber].mostMax
        : -1;
  }

  /** The most of a class that host i can give. */
  long most(int classNumber, int i) {
    return classNumber >= 0 && classNumber < columns.length && columns[classNumber] != null
        ? columns[classNumber].most[i]
        : -1;
  }
}
