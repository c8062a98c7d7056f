package cairn.network.wire;

import cairn.http.Request;
import cairn.policy.Target;
import cairn.sql.Database;
import cairn.sql.ListPage;
import cairn.sql.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A noun of the API, as {@link NounRoutes} needs it. Implementations are safe for many threads. */
public interface Noun<T> {
  /** Its names and attributes. */
  Shape shape();

  /** Who may do what with it. */
  NounPolicy policy();

  /** What has to be made before a list is whole; nothing, for most. */
  default void beforeList(Database database, Sight sight) {}

  /** A page of those that the caller sees. */
  ListPage<T> list(Transaction tx, Request request, Sight sight, ListRequest wanted);

  /**
   * The one with that id; locked when it is going to be changed.
   *
   * @throws cairn.common.CloudException NOT_FOUND when the caller does not see it
   */
  T load(Transaction tx, Sight sight, String id, boolean lock);

  /** The bare id. */
  UUID id(T noun);

  /** What permissions are asked about. */
  Target target(T noun);

  /** What the permission to create, and those for single attributes, are asked about. */
  default Target targetOfNew(Transaction tx, Request request, Input input) {
    return Target.ofProject(input.project().orElse(Sight.of(request.caller()).project()));
  }

  T create(Transaction tx, Request request, Input input);

  /** Creates several, all or none. */
  default List<T> createAll(Transaction tx, Request request, List<Input> inputs) {
    var created = new ArrayList<T>();
    for (var input : inputs) {
      created.add(create(tx, request, input));
    }
    return created;
  }

  T update(Transaction tx, Request request, T noun, Input input);

  void delete(Transaction tx, Request request, T noun);

  /** Writes its attributes. */
  void write(T noun, JsonOut out, Request request);
}
