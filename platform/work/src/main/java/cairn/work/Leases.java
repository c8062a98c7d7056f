package cairn.work;

import cairn.common.Entropy;
import cairn.sql.Database;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Work that one server at a time may do, kept by renewing for as long as it takes. */
final class Leases {
  private static final System.Logger LOG = System.getLogger(Leases.class.getName());
  private static final Duration LENGTH = Duration.ofSeconds(15);

  private final Database database;
  private final Entropy entropy;

  Leases(Database database, Entropy entropy) {
    this.database = database;
    this.entropy = entropy;
  }

  /** The lease of that name for the current thread, which is interrupted when it is lost. */
  Optional<Lease> acquire(String name) {
    var token = entropy.uuid();
    return take(name, token) ? Optional.of(new Lease(name, token)) : Optional.empty();
  }

  private boolean take(String name, UUID token) {
    return database.inTransaction(tx ->
        tx.sql(LeaseStore.TAKE)
                .bind("name", name)
                .bind("token", token)
                .bind("seconds", LENGTH.toSeconds())
                .update()
            == 1);
  }

  final class Lease implements AutoCloseable {
    private final String name;
    private final UUID token;
    private final Thread holder = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Lease(String name, UUID token) {
      this.name = name;
      this.token = token;
      Thread.ofVirtual().name("lease " + name).start(this::renew);
    }

    private void renew() {
      try {
        while (!closed.await(LENGTH.toMillis() / 3, TimeUnit.MILLISECONDS)) {
          if (!take(name, token)) {
            lost();
            return;
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "lease " + name + " is not renewed", e);
        lost();
      }
    }

    private void lost() {
      if (closed.getCount() > 0) {
        LOG.log(System.Logger.Level.WARNING, "lease {0} is lost", name);
        holder.interrupt();
      }
    }

    @Override
    public void close() {
      closed.countDown();
      Thread.interrupted();
      try {
        database.run(
            tx -> tx.sql(LeaseStore.GIVE_BACK).bind("name", name).bind("token", token).update());
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.DEBUG, "lease " + name + " will end by itself", e);
      }
    }
  }
}
