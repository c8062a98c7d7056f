package cairn.ovn.northbound;

import cairn.ovn.ovsdb.Datum;
import cairn.ovn.ovsdb.Operation;
import cairn.ovn.ovsdb.Replica;
import cairn.ovn.ovsdb.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The transactions that are left between the live rows and the wanted ones. A new row goes into one
 * transaction with its membership in all that hold or guard it, so there is no moment in which a
 * port is up without its access lists.
 */
public final class NorthboundDifference {
  private final Replica live;
  private final NorthboundPlan plan;
  private final Transactions transactions;

  /** New rows' memberships, to go with them. */
  private final Map<UUID, List<Membership>> joining = new HashMap<>();

  private record Membership(Table table, UUID row, String column) {}

  private NorthboundDifference(NorthboundPlan plan, Replica live, int operationsMax) {
    this.live = live;
    this.plan = plan;
    this.transactions = new Transactions(operationsMax);
  }

  /**
   * Compares; an empty list means that all is as wanted.
   *
   * @param operationsMax a transaction has at most so many operations, but for a row's own
   */
  public static List<List<Operation>> between(
      NorthboundPlan plan, Replica live, int operationsMax) {
    return live.read(() -> new NorthboundDifference(plan, live, operationsMax).compute());
  }

  private List<List<Operation>> compute() {
    // First what is not wanted any more: a name must be free before another row can have it.
    for (var table : Table.values()) {
      live.table(table.title()).values().forEach(row -> removeUnwanted(table, row));
    }
    for (var table : Table.values()) {
      plan.table(table).values().forEach(this::collectMemberships);
    }
    for (var table : Table.values()) {
      plan.table(table).values().forEach(this::insertMissing);
    }
    for (var table : Table.values()) {
      plan.table(table).values().forEach(this::updateChanged);
    }
    return transactions.finish();
  }

  private void removeUnwanted(Table table, Row row) {
    if (!row.entry(Table.EXTERNAL_IDS, Table.MARK).isPresent()) {
      return;
    }
    var wanted = plan.table(table).get(row.id());
    if (wanted == null) {
      if (table.root()) {
        transactions.add(Operation.delete(table.title(), row.id()));
        transactions.endOfUnit();
      }
      return;
    }
    for (var column : table.memberColumns()) {
      var leaving = new HashSet<>(row.references(column));
      leaving.removeAll(wanted.members().getOrDefault(column, Set.of()));
      leaving.removeIf(member -> !isOurs(table, column, member));
      leaving.forEach(member -> transactions.leave(table.title(), row.id(), column, member));
    }
    transactions.endOfUnit();
  }

  private boolean isOurs(Table table, String column, UUID member) {
    var row = live.table(table.members(column).title()).get(member);
    return row != null && row.entry(Table.EXTERNAL_IDS, Table.MARK).isPresent();
  }

  private void collectMemberships(WantedRow wanted) {
    for (var entry : wanted.members().entrySet()) {
      var table = wanted.table().members(entry.getKey());
      for (var member : entry.getValue()) {
        if (!live.table(table.title()).containsKey(member)) {
          joining
              .computeIfAbsent(member, _ -> new ArrayList<>())
              .add(new Membership(wanted.table(), wanted.id(), entry.getKey()));
        }
      }
    }
  }

  private void insertMissing(WantedRow wanted) {
    if (live.table(wanted.table().title()).containsKey(wanted.id())) {
      return;
    }
    var columns = new HashMap<>(wanted.columns());
    columns.keySet().removeIf(column -> !live.has(wanted.table().title(), column));
    transactions.add(Operation.insert(wanted.table().title(), wanted.id(), columns));
    for (var membership : joining.getOrDefault(wanted.id(), List.of())) {
      transactions.join(
          membership.table().title(), membership.row(), membership.column(), wanted.id());
    }
    transactions.endOfUnit();
  }

  private void updateChanged(WantedRow wanted) {
    var row = live.table(wanted.table().title()).get(wanted.id());
    if (row == null) {
      joinExisting(wanted, Map.of());
      return;
    }
    var changed = new HashMap<String, Datum>();
    wanted
        .columns()
        .forEach((column, value) -> {
          var present = row.columns().get(column);
          if (present != null && !present.equals(value)) {
            changed.put(column, value);
          }
        });
    if (!changed.isEmpty()) {
      transactions.add(Operation.update(wanted.table().title(), wanted.id(), changed));
    }
    var members = new HashMap<String, Set<UUID>>();
    wanted.members().keySet().forEach(column -> members.put(column, row.references(column)));
    joinExisting(wanted, members);
  }

  /** Memberships of rows that are there already. */
  private void joinExisting(WantedRow wanted, Map<String, Set<UUID>> present) {
    for (var entry : wanted.members().entrySet()) {
      var members = live.table(wanted.table().members(entry.getKey()).title());
      for (var member : entry.getValue()) {
        if (members.containsKey(member)
            && !present.getOrDefault(entry.getKey(), Set.of()).contains(member)) {
          transactions.join(wanted.table().title(), wanted.id(), entry.getKey(), member);
        }
      }
    }
    transactions.endOfUnit();
  }
}
