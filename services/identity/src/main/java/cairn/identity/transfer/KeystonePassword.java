package cairn.identity.transfer;

import java.time.Instant;
import java.util.Optional;

/** A user's password as Keystone's database has it. */
record KeystonePassword(String hash, Instant createdAt, Optional<Instant> expiresAt) {}
