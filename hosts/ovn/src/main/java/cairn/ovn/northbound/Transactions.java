package cairn.ovn.northbound;

import cairn.ovn.ovsdb.Datum;
import cairn.ovn.ovsdb.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Packs operations into transactions of bounded size. What belongs together is a unit, and never
 * divided; changes of one set in one transaction become one operation.
 */
final class Transactions {
  private record SetColumn(String table, UUID row, String column, boolean joins) {}

  private final int operationsMax;
  private final List<List<Operation>> finished = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();
  private final Map<SetColumn, Set<UUID>> sets = new LinkedHashMap<>();
  private int members;

  Transactions(int operationsMax) {
    this.operationsMax = operationsMax;
  }

  void add(Operation operation) {
    operations.add(operation);
  }

  void join(String table, UUID row, String column, UUID member) {
    change(new SetColumn(table, row, column, true), member);
  }

  void leave(String table, UUID row, String column, UUID member) {
    change(new SetColumn(table, row, column, false), member);
  }

  private void change(SetColumn column, UUID member) {
    sets.computeIfAbsent(column, _ -> new LinkedHashSet<>()).add(member);
    members++;
  }

  /** Says that the transaction may end here. */
  void endOfUnit() {
    if (operations.size() + members >= operationsMax) {
      close();
    }
  }

  List<List<Operation>> finish() {
    close();
    return finished;
  }

  private void close() {
    sets.forEach((column, rows) -> {
      var change = Datum.ofAll(rows);
      operations.add(
          column.joins()
              ? Operation.add(column.table(), column.row(), column.column(), change)
              : Operation.remove(column.table(), column.row(), column.column(), change));
    });
    if (!operations.isEmpty()) {
      finished.add(List.copyOf(operations));
    }
    operations.clear();
    sets.clear();
    members = 0;
  }
}
