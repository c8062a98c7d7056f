package cairn.compute.keypair;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Page;
import cairn.sql.ConstraintViolation;
import cairn.sql.Database;
import cairn.sql.Transaction;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongBiFunction;

/** Keeps users' key pairs. Safe for many threads. */
public final class Keypairs {
  private static final int RSA_BITS = 2048;

  private final Database database;
  private final Time time;
  private final Entropy entropy;
  private final ToLongBiFunction<Transaction, String> limit;
  private final KeypairStore store = new KeypairStore();

  /**
   * Keeps them in that database.
   *
   * @param limit how many a user may have who works in that project; -1 is any number
   */
  public Keypairs(
      Database database, Time time, Entropy entropy, ToLongBiFunction<Transaction, String> limit) {
    this.database = database;
    this.time = time;
    this.entropy = entropy;
    this.limit = limit;
  }

  /** A key pair with its private key, which nobody else will see again. */
  record Generated(Keypair keypair, String privateKey) {}

  /** The user's key pair of that name. */
  public Optional<Keypair> find(Transaction tx, String userId, String name) {
    return store.find(tx, userId, name);
  }

  /** How many key pairs a user has. */
  public long count(Transaction tx, String userId) {
    return store.count(tx, userId);
  }

  Keypair show(String userId, String name) {
    return database
        .read(tx -> store.find(tx, userId, name))
        .orElseThrow(() -> missing(name, userId));
  }

  List<Keypair> list(String userId, Page page) {
    return database.read(tx -> {
      page.marker()
          .filter(name -> store.find(tx, userId, name).isEmpty())
          .ifPresent(name -> {
            throw ComputeErrors.badRequest("Marker %s could not be found.".formatted(name));
          });
      return store.page(tx, userId, page.marker(), page.limit());
    });
  }

  /** What is asked for, and the project of who asks. */
  record Wish(String projectId, String userId, String name, KeypairType type) {}

  Keypair take(Wish wish, String publicKey) {
    var fingerprint =
        switch (wish.type()) {
          case SSH -> SshKeys.fingerprint(publicKey);
          case X509 -> Certificates.fingerprint(publicKey);
        };
    return insert(
        wish.projectId(),
        new Keypair(
            0,
            wish.userId(),
            wish.name(),
            wish.type(),
            fingerprint,
            publicKey.strip(),
            time.now()));
  }

  Generated generate(Wish wish) {
    var pair = rsa();
    var publicKey =
        switch (wish.type()) {
          case SSH -> SshKeys.line(pair);
          case X509 ->
              Certificates.selfSigned(
                  pair, wish.userId(), new BigInteger(1, entropy.bytes(16)), time.now());
        };
    return new Generated(take(wish, publicKey), SshKeys.privateKey(pair));
  }

  private static KeyPair rsa() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(RSA_BITS);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Keypair insert(String projectId, Keypair keypair) {
    try {
      return database.inTransaction(tx -> {
        var most = limit.applyAsLong(tx, projectId);
        if (most >= 0 && store.count(tx, keypair.userId()) >= most) {
          throw new CloudException(
              CloudException.Kind.OVER_QUOTA, "Quota exceeded, too many key pairs.");
        }
        return store.insert(tx, keypair);
      });
    } catch (ConstraintViolation _) {
      throw ComputeErrors.conflict("Key pair '%s' already exists.".formatted(keypair.name()));
    }
  }

  void delete(String userId, String name) {
    database.run(tx -> {
      if (!store.delete(tx, userId, name)) {
        throw missing(name, userId);
      }
    });
  }

  private static CloudException missing(String name, String userId) {
    return ComputeErrors.notFound("Keypair %s not found for user %s".formatted(name, userId));
  }
}
