package cairn.agent;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import cairn.common.Time;
import cairn.protocol.GuestSpec;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The images that guests' disks start from, each fetched from the server once. A file appears in
 * the folder whole and verified, or not at all. Safe for many threads.
 */
public final class ImageCache {
  private static final System.Logger LOG = System.getLogger(ImageCache.class.getName());
  private static final int DOWNLOADS_MAX = 2;
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Path folder;
  private final long limitBytes;
  private final Time time;
  private final ImageDownload download;
  private final Semaphore downloads = new Semaphore(DOWNLOADS_MAX);
  private final Map<UUID, CompletableFuture<Path>> running = new ConcurrentHashMap<>();

  /**
   * @param folder where the images lie, each under its id
   * @param server where Cairn's server is
   * @param token by which the server knows the host
   * @param limitBytes how much may lie there before unused images are removed
   */
  public ImageCache(
      Path folder, HttpClient http, URI server, String token, long limitBytes, Time time) {
    this.folder = folder.toAbsolutePath().normalize();
    this.limitBytes = limitBytes;
    this.time = time;
    this.download = new ImageDownload(http, server, token, time);
  }

  /** The folder of the images. */
  public Path folder() {
    return folder;
  }

  /** A disk image, fetched first when it is not there. */
  public Path fetch(GuestSpec.Image image, Hypervisor.Progress progress) {
    return fetch(image.id(), image.sha512(), image.sizeBytes(), progress);
  }

  /** A kernel or initial RAM disk, fetched first when it is not there. */
  public Path fetch(GuestSpec.BootFile file, Hypervisor.Progress progress) {
    return fetch(file.id(), file.sha512(), file.sizeBytes(), progress);
  }

  private Path fetch(UUID id, String sha512, long sizeBytes, Hypervisor.Progress progress) {
    var file = folder.resolve(id.toString());
    if (Files.exists(file)) {
      touch(file);
      return file;
    }
    progress.step("fetching image " + id);
    var future =
        running.computeIfAbsent(
            id,
            key -> {
              var started = new CompletableFuture<Path>();
              Thread.ofVirtual()
                  .name("image-" + id)
                  .start(() -> download(started, id, sha512, sizeBytes, file));
              return started;
            });
    return await(future, progress);
  }

  private void download(
      CompletableFuture<Path> future, UUID id, String sha512, long sizeBytes, Path file) {
    try {
      downloads.acquire();
      try {
        Files.createDirectories(folder);
        download.to(file, id, sha512, sizeBytes);
      } finally {
        downloads.release();
      }
      running.remove(id);
      future.complete(file);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(future, id, e);
    } catch (IOException | RuntimeException e) {
      fail(future, id, e);
    }
  }

  private void fail(CompletableFuture<Path> future, UUID id, Exception e) {
    running.remove(id);
    future.completeExceptionally(e);
  }

  /** Waits, unless something newer is wanted; the download goes on for the next who asks. */
  private static Path await(CompletableFuture<Path> future, Hypervisor.Progress progress) {
    while (!progress.abandoned()) {
      try {
        return future.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        LOG.log(Level.TRACE, "the image is still coming");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CloudException(Kind.UNAVAILABLE, "The host is being shut down.", "", e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof CloudException known) {
          throw new CloudException(
              known.kind(), String.valueOf(known.getMessage()), known.detail(), e);
        }
        throw new CloudException(
            Kind.INTERNAL, "The image could not be fetched.", String.valueOf(e.getCause()), e);
      }
    }
    throw new CloudException(Kind.CONFLICT, "Something newer is wanted.", "", null);
  }

  /** Removes those images that are in no use, longest unused first, until the limit is kept. */
  public synchronized void evict(Set<UUID> used) {
    try {
      var files = files();
      var total = 0L;
      for (var file : files) {
        total += Files.size(file);
      }
      for (var file : files) {
        if (total <= limitBytes) {
          return;
        }
        if (!used.contains(UUID.fromString(file.getFileName().toString()))) {
          total -= Files.size(file);
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "unused images were not removed", e);
    }
  }

  private List<Path> files() throws IOException {
    var found = new ArrayList<Path>();
    try (var names = Files.newDirectoryStream(folder, "????????-????-????-????-????????????")) {
      names.forEach(found::add);
    }
    var ages = new ConcurrentHashMap<Path, FileTime>();
    for (var file : found) {
      ages.put(file, Files.getLastModifiedTime(file));
    }
    found.sort(Comparator.comparing(file -> ages.getOrDefault(file, FileTime.fromMillis(0))));
    return found;
  }

  private void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(time.now()));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the image's time of use was not noted", e);
    }
  }
}
