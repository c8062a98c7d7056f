package cairn.identity.token;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Receipts for proofs that were right but not enough: a client offers one beside the proof that was
 * missing. They are sealed like tokens, with keys of their own (keystone, {@code
 * keystone/receipt/receipt_formatters.py}). Safe for many threads.
 */
public final class Receipts {
  /** How long a client has for the rest. */
  public static final Duration LIFETIME = Duration.ofMinutes(5);

  private static final int LENGTH_MAX = 1024;

  /** Who has proven themselves by which methods. */
  public record Receipt(String userId, Set<AuthMethod> methods, Instant expiresAt) {}

  private final Fernet fernet;

  public Receipts(Fernet fernet) {
    this.fernet = fernet;
  }

  /** The receipt's text, fit for a header. */
  public String write(Receipt receipt) {
    var hex = receipt.userId().matches("[0-9a-f]{32}");
    Object id = hex ? HexFormat.of().parseHex(receipt.userId()) : receipt.userId();
    var end = receipt.expiresAt();
    return fernet.seal(
        MessagePack.pack(
            List.of(
                List.of(hex, id),
                AuthMethod.bits(receipt.methods()),
                end.getEpochSecond() + end.getNano() / 1e9)));
  }

  /** The receipt in the text; empty when it is forged or has ended. */
  public Optional<Receipt> read(String text, Instant now) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    try {
      return fernet.open(text).map(Receipts::receipt).filter(r -> now.isBefore(r.expiresAt()));
    } catch (IllegalArgumentException | ClassCastException | IndexOutOfBoundsException e) {
      return Optional.empty(); // sealed by us, but no receipt
    }
  }

  private static Receipt receipt(byte[] message) {
    var items = (List<?>) MessagePack.unpack(message);
    var id = (List<?>) items.get(0);
    var userId =
        (boolean) id.get(0) ? HexFormat.of().formatHex((byte[]) id.get(1)) : (String) id.get(1);
    var micros = Math.round((double) items.get(2) * 1e6);
    return new Receipt(
        userId,
        AuthMethod.ofBits((long) items.get(1)),
        Instant.EPOCH.plusNanos(Math.multiplyExact(micros, 1000L)));
  }
}
