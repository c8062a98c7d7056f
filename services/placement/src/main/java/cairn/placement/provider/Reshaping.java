package cairn.placement.provider;

import cairn.http.BodySchema;
import cairn.http.Microversion;
import cairn.placement.vocabulary.Words;
import cairn.sql.Transaction;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * The providers' side of moving inventories together with what is claimed of them: first every
 * provider gets what it is to have beside what it has, then claims move, then what is too much
 * goes. Thread-safe.
 */
public final class Reshaping {
  private final Providers providers;
  private final Words classes;
  private final ProviderStore store = new ProviderStore();

  public Reshaping(Providers providers, Words classes) {
    this.providers = providers;
    this.classes = classes;
  }

  /** What one provider's part of a body looks like. */
  public static BodySchema schema() {
    return InventoryJson.REPLACE;
  }

  /** What each provider is to have, by the body's {@code inventories}, which fit the schema. */
  public static Map<UUID, Map<String, Inventory>> read(
      Map<UUID, JsonNode> bodies, Microversion version) {
    var all = new TreeMap<UUID, Map<String, Inventory>>();
    bodies.forEach((id, body) -> {
      var inventories = new TreeMap<String, Inventory>();
      body.get("inventories")
          .properties()
          .forEach(entry ->
              inventories.put(
                  entry.getKey(), InventoryJson.read(entry.getKey(), entry.getValue(), version)));
      all.put(id, inventories);
    });
    return all;
  }

  /** Adds what is to be there, if the generation is the newest. */
  public void widen(Transaction tx, UUID id, long generation, Map<String, Inventory> inventories) {
    classes.check(tx, inventories.keySet());
    providers.change(
        tx, id, Optional.of(generation), before -> store.putInventories(tx, id, inventories));
  }

  /** Takes away what is not to be there. */
  public void narrow(Transaction tx, UUID id, Map<String, Inventory> inventories) {
    providers.change(
        tx, id, Optional.empty(), before -> store.replaceInventories(tx, id, inventories));
  }
}
