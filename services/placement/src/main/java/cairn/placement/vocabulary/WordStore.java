package cairn.placement.vocabulary;

import cairn.sql.Transaction;
import java.util.Collection;
import java.util.List;

/** The SQL of one kind of word: traits and resource classes are stored alike. */
final class WordStore {
  static final String LIST_TRAITS = "SELECT name FROM custom_trait ORDER BY name";
  static final String KNOWN_TRAITS = "SELECT name FROM custom_trait WHERE name = ANY(:names)";
  static final String USED_TRAITS = "SELECT DISTINCT trait AS name FROM provider_trait";
  static final String INSERT_TRAIT =
      "INSERT INTO custom_trait (name) VALUES (:name) ON CONFLICT DO NOTHING";
  static final String DELETE_TRAIT = "DELETE FROM custom_trait WHERE name = :name";

  static final String LIST_CLASSES = "SELECT name FROM custom_resource_class ORDER BY name";
  static final String KNOWN_CLASSES =
      "SELECT name FROM custom_resource_class WHERE name = ANY(:names)";
  static final String USED_CLASSES = "SELECT DISTINCT resource_class AS name FROM inventory";
  static final String INSERT_CLASS =
      "INSERT INTO custom_resource_class (name) VALUES (:name) ON CONFLICT DO NOTHING";
  static final String DELETE_CLASS = "DELETE FROM custom_resource_class WHERE name = :name";

  private final String list;
  private final String known;
  private final String used;
  private final String insert;
  private final String delete;

  static final WordStore TRAITS =
      new WordStore(LIST_TRAITS, KNOWN_TRAITS, USED_TRAITS, INSERT_TRAIT, DELETE_TRAIT);
  static final WordStore CLASSES =
      new WordStore(LIST_CLASSES, KNOWN_CLASSES, USED_CLASSES, INSERT_CLASS, DELETE_CLASS);

  private WordStore(String list, String known, String used, String insert, String delete) {
    this.list = list;
    this.known = known;
    this.used = used;
    this.insert = insert;
    this.delete = delete;
  }

  List<String> list(Transaction tx) {
    return tx.sql(list).list(row -> row.text("name"));
  }

  List<String> known(Transaction tx, Collection<String> names) {
    return tx.sql(known).bind("names", names).list(row -> row.text("name"));
  }

  List<String> used(Transaction tx) {
    return tx.sql(used).list(row -> row.text("name"));
  }

  boolean insert(Transaction tx, String name) {
    return tx.sql(insert).bind("name", name).update() > 0;
  }

  boolean delete(Transaction tx, String name) {
    return tx.sql(delete).bind("name", name).update() > 0;
  }
}
