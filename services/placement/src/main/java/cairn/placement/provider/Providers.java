package cairn.placement.provider;

import cairn.common.CloudException;
import cairn.sql.ConstraintViolation;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The providers as the rest of the cloud deals with them. Each change goes to the change feed under
 * {@link #TOPIC} with the provider's id as its key. Safe for many threads.
 */
public final class Providers {
  /** The change feed's topic. */
  public static final String TOPIC = "resource_provider";

  private final ProviderStore store = new ProviderStore();

  /**
   * Makes the provider be there with exactly these inventories and traits. What is given away of an
   * inventory stays so, even where the new one is smaller; the generation goes up only if something
   * is different.
   *
   * @throws CloudException CONFLICT when another provider has the name, or when an inventory that
   *     is in use would go
   */
  public void ensure(
      Transaction tx,
      UUID id,
      String name,
      Map<String, Inventory> inventories,
      Set<String> traits) {
    var changed = insertOrRename(tx, id, name);
    store.lock(tx, id);
    if (!store.inventories(tx, id).equals(inventories)) {
      replaceInventories(tx, id, inventories);
      changed = true;
    }
    if (!store.traits(tx, id).equals(traits)) {
      store.replaceTraits(tx, id, traits);
      changed = true;
    }
    if (changed) {
      bump(tx, id);
    }
  }

  private boolean insertOrRename(Transaction tx, UUID id, String name) {
    try {
      return store.insert(tx, id, name) || store.rename(tx, id, name);
    } catch (ConstraintViolation e) {
      throw e.is("resource_provider_name") ? nameTaken(name, e) : e;
    }
  }

  static CloudException nameTaken(String name, Exception cause) {
    return new CloudException(
            CloudException.Kind.CONFLICT,
            "Conflicting resource provider name: %s already exists.".formatted(name),
            "",
            cause)
        .typed("placement.duplicate_name");
  }

  private void replaceInventories(Transaction tx, UUID id, Map<String, Inventory> inventories) {
    try {
      store.replaceInventories(tx, id, inventories);
    } catch (ConstraintViolation e) {
      throw e.is("allocation_inventory") ? inUse(id, e) : e;
    }
  }

  static CloudException inUse(UUID id, Exception cause) {
    return new CloudException(
            CloudException.Kind.CONFLICT,
            "An inventory of resource provider %s is in use.".formatted(id),
            "",
            cause)
        .typed("placement.inventory.inuse");
  }

  /** Tells what the scheduler has to know of the host; before that it goes to no such provider. */
  public void describe(Transaction tx, UUID id, HostState state) {
    if (store.describe(tx, id, state)) {
      tx.changed(TOPIC, id.toString());
    }
  }

  /** Puts the provider into exactly these aggregates. */
  public void aggregates(Transaction tx, UUID id, Set<UUID> aggregates) {
    store.lock(tx, id);
    if (!store.aggregates(tx, id).equals(aggregates)) {
      store.replaceAggregates(tx, id, aggregates);
      bump(tx, id);
    }
  }

  /** The provider with that id. */
  public Optional<Provider> find(Transaction tx, UUID id) {
    return store.find(tx, id);
  }

  /** How much of each class is given away, by provider. */
  public Map<UUID, Map<String, Long>> usages(Transaction tx, Collection<UUID> ids) {
    return store.usages(tx, ids);
  }

  /**
   * Forgets a provider that gives nothing to anybody.
   *
   * @throws CloudException CONFLICT while something is claimed of it, NOT_FOUND when there is none
   */
  public void delete(Transaction tx, UUID id) {
    try {
      if (!store.delete(tx, id)) {
        throw new CloudException(
            CloudException.Kind.NOT_FOUND,
            "No resource provider with uuid %s found for delete".formatted(id));
      }
    } catch (ConstraintViolation e) {
      throw e.is("allocation_inventory")
          ? new CloudException(
                  CloudException.Kind.CONFLICT,
                  "Unable to delete resource provider %s: Resource provider has allocations."
                      .formatted(id),
                  "",
                  e)
              .typed("placement.resource_provider.inuse")
          : e.is("resource_provider_parent")
              ? new CloudException(
                      CloudException.Kind.CONFLICT,
                      "Unable to delete parent resource provider %s: It has child resource providers."
                          .formatted(id),
                      "",
                      e)
                  .typed("placement.resource_provider.cannot_delete_parent")
              : e;
    }
    tx.changed(TOPIC, id.toString());
  }

  private void bump(Transaction tx, UUID id) {
    store.bump(tx, id);
    tx.changed(TOPIC, id.toString());
  }
}
