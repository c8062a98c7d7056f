package cairn.sql;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items in the asked order
 * @param more whether there is more beyond it in the direction that was read
 */
public record ListPage<T>(List<T> items, boolean more) {
  /** Takes a copy. */
  public ListPage {
    items = List.copyOf(items);
  }
}
