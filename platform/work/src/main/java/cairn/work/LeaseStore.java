package cairn.work;

/** The SQL of leases. */
final class LeaseStore {
  static final String TAKE =
      """
      INSERT INTO lease (name, token, until)
      VALUES (:name, :token, clock_timestamp() + make_interval(secs => :seconds))
      ON CONFLICT (name) DO UPDATE SET token = excluded.token, until = excluded.until
       WHERE lease.until < clock_timestamp() OR lease.token = excluded.token\
      """;

  static final String GIVE_BACK = "DELETE FROM lease WHERE name = :name AND token = :token";

  private LeaseStore() {}
}
