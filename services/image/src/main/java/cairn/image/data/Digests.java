package cairn.image.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * MD5 and SHA-512 of one stream of bytes, each on a thread of its own beside the one that reads and
 * writes: together they cost more than all the rest of an upload. For one caller.
 */
final class Digests implements AutoCloseable {
  private static final class Lane {
    final MessageDigest digest;
    final ExecutorService thread =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("digest").factory());

    Lane(String algorithm) {
      try {
        digest = MessageDigest.getInstance(algorithm);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Bytes that are being digested; they must not change before {@link #await}. */
  record Pending(Future<?> md5, Future<?> sha512) {
    void await() {
      wait(md5);
      wait(sha512);
    }

    private static void wait(Future<?> one) {
      try {
        one.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private final Lane md5 = new Lane("MD5");
  private final Lane sha512 = new Lane("SHA-512");

  /** Adds bytes, behind those that were added before. */
  Pending update(byte[] bytes, int length) {
    return new Pending(
        md5.thread.submit(() -> md5.digest.update(bytes, 0, length)),
        sha512.thread.submit(() -> sha512.digest.update(bytes, 0, length)));
  }

  /** The digest in hexadecimal digits, once nothing is pending. */
  String md5() {
    return HexFormat.of().formatHex(md5.digest.digest());
  }

  /** The digest in hexadecimal digits, once nothing is pending. */
  String sha512() {
    return HexFormat.of().formatHex(sha512.digest.digest());
  }

  @Override
  public void close() {
    md5.thread.close();
    sha512.thread.close();
  }
}
