package cairn.image.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import cairn.common.Entropy;
import cairn.common.Time;
import cairn.image.ImageSettings;
import cairn.testkit.SqlStatements;
import cairn.testkit.TestDatabase;
import cairn.work.JobDrill;
import cairn.work.Jobs;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How large the images of a project may be together. */
final class UploadQuotasTest {
  private static final TestDatabase POSTGRES = TestDatabase.create("work", "image");
  private static final int MIB = 1 << 20;

  @TempDir Path folder;

  private final Jobs jobs = new Jobs(POSTGRES.database(), Time.system(), Entropy.system());
  private String project = "";
  private Images images;

  @AfterAll
  static void close() {
    POSTGRES.close();
  }

  @BeforeEach
  void open() {
    images =
        new Images(
            POSTGRES.database(),
            Time.system(),
            Entropy.system(),
            new ImageSettings(folder, 16 * MIB),
            jobs);
    images.quotas().registeredLimits(_ -> Map.of("image_size_total", 5, "image_stage_total", 5));
    project = Entropy.system().hexId();
  }

  private ImageId create() {
    return images
        .create(
            new NewImage(
                Optional.empty(),
                "disk",
                project,
                Visibility.PRIVATE,
                "raw",
                "bare",
                0,
                0,
                false,
                false,
                Set.of(),
                Map.of()),
            project)
        .id();
  }

  private void upload(ImageId id, int mib, boolean announced) {
    images
        .uploads()
        .upload(
            id,
            project,
            new ByteArrayInputStream(new byte[mib * MIB]),
            announced ? Optional.of((long) mib * MIB) : Optional.empty());
  }

  private void stage(ImageId id, int mib) {
    images
        .uploads()
        .stage(
            id,
            project,
            new ByteArrayInputStream(new byte[mib * MIB]),
            Optional.of((long) mib * MIB));
  }

  private ImageStatus status(ImageId id) {
    return images.read(tx -> images.find(tx, id)).orElseThrow().status();
  }

  @Test
  void announcedUploadIsRefusedBeforeItPassesTheLimit() {
    var first = create();
    upload(first, 3, true);
    var second = create();
    assertThatThrownBy(() -> upload(second, 3, true))
        .isInstanceOf(CloudException.class)
        .extracting("kind")
        .isEqualTo(CloudException.Kind.TOO_LARGE);
    assertThatThrownBy(() -> upload(second, 3, true))
        .hasMessageContaining("413 Request Entity Too Large")
        .hasMessageContaining(
            "Project %s is over a limit for [Resource image_size_total is over limit of 5 due to current usage 3 and delta 3]"
                .formatted(project));
    assertThat(status(second)).isEqualTo(ImageStatus.QUEUED);
    upload(second, 2, true);
    images.delete(first);
    upload(create(), 3, true);
  }

  @Test
  void unannouncedUploadMayPassTheLimitOnce() {
    upload(create(), 3, false);
    upload(create(), 3, false);
    var third = create();
    assertThatThrownBy(() -> upload(third, 0, false))
        .hasMessageContaining("over limit of 5 due to current usage 6 and delta 0");
  }

  @Test
  void stagedDataHasALimitOfItsOwn() {
    var first = create();
    stage(first, 3);
    var second = create();
    assertThatThrownBy(() -> stage(second, 3))
        .hasMessageContaining("image_stage_total is over limit of 5 due to current usage 3");
    images.uploads().importStaged(first, project);
    new JobDrill(jobs, () -> {}).plain(jobs.of(first.value()).getFirst().id());
    stage(second, 3);
  }

  @Test
  void importThatWouldPassTheLimitLeavesTheDataStaged() {
    var first = create();
    upload(first, 3, true);
    var second = create();
    stage(second, 3);
    assertThatThrownBy(() -> images.uploads().importStaged(second, project))
        .hasMessageContaining("image_size_total is over limit of 5 due to current usage 3");
    assertThat(status(second)).isEqualTo(ImageStatus.UPLOADING);
    images.delete(first);
    images.uploads().importStaged(second, project);
    assertThat(status(second)).isEqualTo(ImageStatus.IMPORTING);
  }

  @Test
  void statementsFitTheTables() {
    assertThat(SqlStatements.check(POSTGRES.database(), "cairn.image.quota")).isEqualTo(2);
  }
}
