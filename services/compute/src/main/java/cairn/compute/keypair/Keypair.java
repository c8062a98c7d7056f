package cairn.compute.keypair;

import java.time.Instant;

/**
 * A public key under a name.
 *
 * @param number unique in the cloud
 * @param fingerprint MD5 of an SSH key, SHA-1 of a certificate, in hexadecimal with colons
 */
public record Keypair(
    long number,
    String userId,
    String name,
    KeypairType type,
    String fingerprint,
    String publicKey,
    Instant createdAt) {}
