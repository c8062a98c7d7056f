package cairn.placement.provider;

import cairn.common.CloudException;
import cairn.placement.wire.Generations;
import cairn.sql.ConstraintViolation;
import cairn.sql.Transaction;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

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
      throw e.is("resource_provider_name") ? duplicate("name", name, Optional.of(e)) : e;
    }
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

  /** Makes a provider, at the top of a tree or below another. */
  Provider create(Transaction tx, UUID id, String name, Optional<UUID> parent) {
    try {
      var made =
          parent.isEmpty() ? store.insert(tx, id, name) : store.insert(tx, id, name, parent.get());
      if (!made && parent.isPresent()) {
        throw new CloudException(
            CloudException.Kind.BAD_REQUEST,
            "parent provider UUID %s does not exist".formatted(parent.get()));
      }
      if (!made) {
        throw duplicate("uuid", id.toString(), Optional.empty());
      }
    } catch (ConstraintViolation e) {
      throw e.is("resource_provider_name")
          ? duplicate("name", name, Optional.of(e))
          : duplicate("uuid", id.toString(), Optional.of(e));
    }
    tx.changed(TOPIC, id.toString());
    return get(tx, id);
  }

  private static CloudException duplicate(String what, String value, Optional<Exception> cause) {
    return new CloudException(
            CloudException.Kind.CONFLICT,
            "Conflicting resource provider %s: %s already exists.".formatted(what, value),
            "",
            cause.orElse(null))
        .typed("placement.duplicate_name");
  }

  /**
   * The provider with that id.
   *
   * @throws CloudException NOT_FOUND
   */
  public Provider get(Transaction tx, UUID id) {
    return store.find(tx, id).orElseThrow(() -> missing(id));
  }

  private static CloudException missing(UUID id) {
    return new CloudException(
        CloudException.Kind.NOT_FOUND, "No resource provider with uuid %s found".formatted(id));
  }

  /** Gives a provider another name and place; its generation stays, as it gives the same. */
  Provider update(Transaction tx, UUID id, String name, Optional<UUID> parent) {
    var before = store.lock(tx, id).orElseThrow(() -> missing(id));
    try {
      store.rename(tx, id, name);
    } catch (ConstraintViolation e) {
      throw e.is("resource_provider_name") ? duplicate("name", name, Optional.of(e)) : e;
    }
    if (!before.parent().equals(parent)) {
      var root = parent.map(above -> newRoot(tx, id, above)).orElse(id);
      store.move(tx, id, parent, root);
    }
    tx.changed(TOPIC, id.toString());
    return get(tx, id);
  }

  private UUID newRoot(Transaction tx, UUID id, UUID parent) {
    var above =
        store
            .find(tx, parent)
            .orElseThrow(() ->
                new CloudException(
                    CloudException.Kind.BAD_REQUEST,
                    "parent provider UUID %s does not exist".formatted(parent)));
    if (store.within(tx, parent, id)) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST, "creating loop in the provider tree is not allowed.");
    }
    return above.root();
  }

  /**
   * Changes what a provider has, alone, and raises its generation.
   *
   * @param generation that the change was decided on; empty to change it whatever it is
   * @return the provider after it
   */
  Provider change(Transaction tx, UUID id, Optional<Long> generation, Consumer<Provider> change) {
    var before = store.lock(tx, id).orElseThrow(() -> missing(id));
    generation.ifPresent(
        asked -> Generations.check(before.generation(), asked, "resource provider"));
    try {
      change.accept(before);
    } catch (ConstraintViolation e) {
      throw e.is("allocation_inventory") ? inUse(id, e) : e;
    }
    bump(tx, id);
    return get(tx, id);
  }

  private void bump(Transaction tx, UUID id) {
    store.bump(tx, id);
    tx.changed(TOPIC, id.toString());
  }
}
