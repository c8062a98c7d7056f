package cairn.image.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.image.ImageSettings;
import cairn.image.data.FileStore;
import cairn.policy.Caller;
import cairn.testkit.SqlStatements;
import cairn.testkit.TestDatabase;
import cairn.testkit.http.FakeTokens;
import cairn.work.JobDrill;
import cairn.work.Jobs;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImagesTest {
  private static final TestDatabase POSTGRES = TestDatabase.create("work", "image");
  private static final byte[] BYTES = "some bytes".getBytes(StandardCharsets.UTF_8);
  private static final Caller ANN = FakeTokens.caller("ann", "member", "p1");
  private static final Caller BOB = FakeTokens.caller("bob", "member", "p2");
  private static final Caller ADMIN = FakeTokens.caller("root", "admin", "admin");

  @TempDir Path folder;

  private Images images;
  private Jobs jobs = jobs();

  @AfterAll
  static void close() {
    POSTGRES.close();
  }

  @BeforeEach
  void images() {
    images = open();
  }

  private Images open() {
    jobs = jobs();
    return new Images(
        POSTGRES.database(),
        Time.system(),
        Entropy.system(),
        new ImageSettings(folder, 1000),
        jobs);
  }

  private static Jobs jobs() {
    return new Jobs(POSTGRES.database(), Time.system(), Entropy.system());
  }

  private static NewImage image(Visibility visibility) {
    return new NewImage(
        Optional.empty(),
        "cirros",
        "p1",
        visibility,
        "raw",
        "bare",
        1,
        64,
        false,
        false,
        Set.of("b", "a"),
        Map.of("kernel_id", "k"));
  }

  private Image create() {
    return images.create(image(Visibility.PRIVATE));
  }

  private Image read(Image image) {
    return images.read(tx -> images.find(tx, image.id()).orElseThrow());
  }

  private boolean sees(Caller caller, Image image) {
    return images.read(tx -> images.find(tx, caller, image.id()).isPresent());
  }

  private List<String> stored() throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .toList();
    }
  }

  @Test
  void everyStatementIsGood() {
    assertThat(SqlStatements.check(POSTGRES.database(), "cairn.image")).isGreaterThan(10);
  }

  @Test
  void registersAndOpens() throws IOException {
    var image = images.register(image(Visibility.PUBLIC), new ByteArrayInputStream(BYTES));
    assertThat(image.status()).isEqualTo(ImageStatus.ACTIVE);
    assertThat(image.sizeBytes()).isEqualTo(10);
    assertThat(image.virtualSizeBytes()).isEqualTo(10);
    assertThat(image.checksum()).isEqualTo("9d0568469d206c1aedf1b71f12f474bc");
    assertThat(image.tags()).containsExactly("a", "b");
    assertThat(image.properties()).containsEntry("kernel_id", "k");
    try (var data = images.open(image.id())) {
      assertThat(data.stream().readAllBytes()).isEqualTo(BYTES);
      assertThat(data.sha512()).isEqualTo(image.sha512()).hasSize(128);
    }
    Map<ImageId, String> names = images.read(tx -> images.names(tx, Set.of(image.id())));
    assertThat(names).containsEntry(image.id(), "cirros");
  }

  @Test
  void hasNothingToOpenWithoutData() {
    var image = create();
    assertThatThrownBy(() -> images.open(image.id())).isInstanceOf(CloudException.class);
  }

  @Test
  void isSeenByItsVisibility() {
    assertThat(sees(ANN, create())).isTrue();
    assertThat(sees(ADMIN, create())).isTrue();
    assertThat(sees(BOB, create())).isFalse();
    assertThat(sees(BOB, images.create(image(Visibility.SHARED)))).isFalse();
    assertThat(sees(BOB, images.create(image(Visibility.COMMUNITY)))).isTrue();
    assertThat(sees(BOB, images.create(image(Visibility.PUBLIC)))).isTrue();
  }

  @Test
  void anUploadThatBreaksOffLeavesNothing() throws IOException {
    var image = create();
    var broken =
        new FilterInputStream(new ByteArrayInputStream(BYTES)) {
          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            if (available() == 0) {
              throw new IOException("gone");
            }
            return super.read(into, from, length);
          }
        };
    assertThatThrownBy(() -> images.uploads().upload(image.id(), broken, Optional.empty()))
        .hasMessage("The data broke off.");
    assertThat(read(image).status()).isEqualTo(ImageStatus.QUEUED);
    assertThat(stored()).isEmpty();
    images.uploads().upload(image.id(), new ByteArrayInputStream(BYTES), Optional.of(10L));
    assertThat(read(image).status()).isEqualTo(ImageStatus.ACTIVE);
  }

  @Test
  void refusesTooMuchTooLittleAndTheWrongFormat() throws IOException {
    var image = create();
    assertThatThrownBy(() ->
            images
                .uploads()
                .upload(image.id(), new ByteArrayInputStream(new byte[1001]), Optional.empty()))
        .hasMessageContaining("1000 bytes at most");
    assertThatThrownBy(() ->
            images.uploads().upload(image.id(), new ByteArrayInputStream(BYTES), Optional.of(11L)))
        .hasMessage("11 bytes were announced and 10 came.");
    assertThatThrownBy(() ->
            images
                .uploads()
                .upload(
                    image.id(),
                    new ByteArrayInputStream("QFI\u00fb".getBytes(StandardCharsets.ISO_8859_1)),
                    Optional.empty()))
        .hasMessageContaining("raw was declared, qcow2 was found");
    assertThat(read(image).status()).isEqualTo(ImageStatus.QUEUED);
    assertThat(stored()).isEmpty();
  }

  @Test
  void digestsWhatIsLargerThanItsBuffers() throws Exception {
    var bytes = new byte[(5 << 20) + 17];
    new Random(1).nextBytes(bytes);
    var database = POSTGRES.database();
    var large =
        new Images(
            database,
            Time.system(),
            Entropy.system(),
            new ImageSettings(folder, bytes.length),
            new Jobs(database, Time.system(), Entropy.system()));
    var image = large.register(image(Visibility.PRIVATE), new ByteArrayInputStream(bytes));
    var sha512 = MessageDigest.getInstance("SHA-512").digest(bytes);
    assertThat(image.sha512()).isEqualTo(HexFormat.of().formatHex(sha512));
    try (var data = large.open(image.id())) {
      assertThat(data.stream().readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void takesDataOnce() {
    var image = images.register(image(Visibility.PRIVATE), new ByteArrayInputStream(BYTES));
    assertThatThrownBy(() ->
            images.uploads().upload(image.id(), new ByteArrayInputStream(BYTES), Optional.empty()))
        .hasMessage("Image status transition from active to saving is not allowed");
  }

  @Test
  void anImageDeletedMeanwhileTakesItsDataAlong() throws IOException {
    var image = create();
    var deleting =
        new ByteArrayInputStream(BYTES) {
          @Override
          public synchronized int read(byte[] into, int from, int length) {
            if (available() > 0) {
              images.delete(image.id());
            }
            return super.read(into, from, length);
          }
        };
    assertThatThrownBy(() -> images.uploads().upload(image.id(), deleting, Optional.empty()))
        .hasMessageContaining("was deleted during the upload");
    assertThat(stored()).isEmpty();
  }

  @Test
  void importsWhatWasStaged() throws IOException {
    var image = create();
    images.uploads().stage(image.id(), new ByteArrayInputStream(BYTES), Optional.empty());
    assertThat(read(image).status()).isEqualTo(ImageStatus.UPLOADING);
    images.uploads().importStaged(image.id());
    assertThat(read(image).status()).isEqualTo(ImageStatus.IMPORTING);
    var job = jobs.of(image.id().value()).getFirst();
    assertThat(new JobDrill(jobs, () -> {}).plain(job.id()).labels())
        .containsExactly("MOVE", "ACTIVATE");
    assertThat(read(image).status()).isEqualTo(ImageStatus.ACTIVE);
    try (var data = images.open(image.id())) {
      assertThat(data.stream().readAllBytes()).isEqualTo(BYTES);
    }
    assertThatThrownBy(() -> images.uploads().importStaged(image.id()))
        .hasMessageContaining("from active to importing is not allowed");
  }

  @Test
  void anImportWithoutItsDataIsGivenUpAtOnce() throws IOException {
    var image = create();
    images.uploads().stage(image.id(), new ByteArrayInputStream(BYTES), Optional.empty());
    images.uploads().importStaged(image.id());
    new FileStore(folder.resolve("staging")).delete(image.id().value());
    var course = new JobDrill(jobs, () -> {}).plain(jobs.of(image.id().value()).getFirst().id());
    assertThat(course.labels()).containsExactly("MOVE");
    assertThat(read(image).status()).isEqualTo(ImageStatus.QUEUED);
    images.uploads().upload(image.id(), new ByteArrayInputStream(BYTES), Optional.empty());
    assertThat(read(image).status()).isEqualTo(ImageStatus.ACTIVE);
  }

  @Test
  void anImportThatWasGivenUpMayBeBegunAgain() throws IOException {
    var image = create();
    images.uploads().stage(image.id(), new ByteArrayInputStream(BYTES), Optional.empty());
    images.uploads().importStaged(image.id());
    var job = jobs.of(image.id().value()).getFirst();
    new JobDrill(jobs, () -> {}).givenUpAt(job.id(), "MOVE");
    assertThat(read(image).status()).isEqualTo(ImageStatus.UPLOADING);
    images.uploads().importStaged(image.id());
    new JobDrill(jobs, () -> {}).plain(jobs.of(image.id().value()).getLast().id());
    assertThat(read(image).status()).isEqualTo(ImageStatus.ACTIVE);
    jobs.retry(job.id());
    new JobDrill(jobs, () -> {}).plain(job.id());
    assertThat(read(image).status()).isEqualTo(ImageStatus.ACTIVE);
    assertThat(stored()).containsExactly(image.id().toString());
  }

  @Test
  void anImageDeletedWhileItIsImportedTakesItsDataAlong() throws IOException {
    var image = create();
    images.uploads().stage(image.id(), new ByteArrayInputStream(BYTES), Optional.empty());
    images.uploads().importStaged(image.id());
    images.delete(image.id());
    new JobDrill(jobs, () -> {}).eachTwice(jobs.of(image.id().value()).getFirst().id());
    assertThat(stored()).isEmpty();
  }

  @Test
  void deletesUnlessProtected() throws IOException {
    var image = images.register(image(Visibility.PRIVATE), new ByteArrayInputStream(BYTES));
    images.delete(image.id());
    assertThat(stored()).isEmpty();
    assertThatThrownBy(() -> images.delete(image.id())).isInstanceOf(CloudException.class);
  }

  @Test
  void aStartPutsRightWhatWasHalfDone() throws IOException {
    var cut = create();
    var whole = images.register(image(Visibility.PRIVATE), new ByteArrayInputStream(BYTES));
    POSTGRES
        .database()
        .run(tx ->
            new ImageStore()
                .move(tx, cut.id(), ImageStatus.QUEUED, ImageStatus.SAVING, Time.system().now()));
    var stray = folder.resolve("data/ab/ab000000-0000-4000-8000-000000000000");
    Files.createDirectories(folder.resolve("data/ab"));
    Files.write(stray, BYTES);
    Files.write(stray.resolveSibling(stray.getFileName() + ".part"), BYTES);
    Files.write(folder.resolve("data/README"), BYTES);
    open().sweep();
    assertThat(stored()).containsExactlyInAnyOrder("README", whole.id().toString());
    assertThat(read(cut).status()).isEqualTo(ImageStatus.QUEUED);
  }

  @Test
  void aSweepLeavesAnUploadAlone() throws IOException {
    var image = create();
    var sweeping =
        new ByteArrayInputStream(BYTES) {
          @Override
          public synchronized int read(byte[] into, int from, int length) {
            open().sweep();
            return super.read(into, from, length);
          }
        };
    images.uploads().upload(image.id(), sweeping, Optional.empty());
    assertThat(read(image).status()).isEqualTo(ImageStatus.ACTIVE);
    assertThat(stored()).containsExactly(image.id().toString());
  }

  @Test
  void anUploadWhoseEndCouldNotBeWrittenIsPutRightLater() throws Exception {
    var image = create();
    var broken =
        new FilterInputStream(new ByteArrayInputStream(BYTES)) {
          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            rename("image", "image_away");
            throw new IOException("broken off");
          }
        };
    assertThatThrownBy(() -> images.uploads().upload(image.id(), broken, Optional.empty()))
        .isInstanceOf(CloudException.class);
    assertThatThrownBy(() -> images.reconciler().reconcile()).isInstanceOf(RuntimeException.class);
    rename("image_away", "image");
    assertThat(read(image).status()).isEqualTo(ImageStatus.SAVING);
    images.reconciler().reconcile();
    assertThat(read(image).status()).isEqualTo(ImageStatus.QUEUED);
    images.uploads().upload(image.id(), new ByteArrayInputStream(BYTES), Optional.empty());
    images.reconciler().reconcile();
    assertThat(read(image).status()).isEqualTo(ImageStatus.ACTIVE);
  }

  private static void rename(String table, String name) {
    POSTGRES.database().run(tx -> tx.sql("ALTER TABLE " + table + " RENAME TO " + name).update());
  }
}
