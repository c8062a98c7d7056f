package cairn.image.image;

import cairn.common.Json;
import cairn.image.data.Intake;
import cairn.sql.Listing;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The SQL of images. */
final class ImageStore {
  static final String COLUMNS =
      """
      image.id, image.name, image.owner, image.visibility, image.status, image.disk_format,
      image.container_format, image.size_bytes, image.virtual_size_bytes, image.min_disk_gib,
      image.min_ram_mib, image.checksum, image.sha512, image.protected, image.hidden, image.tags,
      image.properties, image.created_at, image.updated_at\
      """;

  static final Listing LISTING =
      Listing.of(COLUMNS, "image", "image.id")
          .sort("id", "image.id")
          .sort("name", "image.name")
          .sort("status", "image.status")
          .sort("container_format", "image.container_format")
          .sort("disk_format", "image.disk_format")
          .sort("size", "image.size_bytes")
          .sort("created_at", "image.created_at")
          .sort("updated_at", "image.updated_at");

  /** What a list shows to a project that gave those answers to the images offered to it. */
  static final String VISIBLE =
      """
      image.owner = :project OR image.visibility IN ('PUBLIC', 'COMMUNITY')
      OR image.visibility = 'SHARED' AND EXISTS (
        SELECT FROM image_member
         WHERE image_member.image_id = image.id AND image_member.member = :project
           AND (:answer = 'ALL' OR image_member.status = :answer))\
      """;

  static final String OFFERED =
      "SELECT FROM image_member WHERE image_id = :id AND member = :project";

  static final String FIND = "SELECT " + COLUMNS + " FROM image WHERE id = :id";

  static final String LOCK = FIND + " FOR UPDATE";

  static final String NAMES = "SELECT id, name FROM image WHERE id = ANY(:ids::uuid[])";

  static final String INSERT =
      """
      INSERT INTO image
        (id, name, owner, visibility, status, disk_format, container_format, min_disk_gib,
         min_ram_mib, protected, hidden, tags, properties, created_at, updated_at)
      VALUES
        (:id, :name, :owner, :visibility, :status, :disk_format, :container_format, :min_disk_gib,
         :min_ram_mib, :protected, :hidden, :tags::text[], :properties, :now, :now)\
      """;

  static final String UPDATE =
      """
      UPDATE image
         SET name = :name, owner = :owner, visibility = :visibility, disk_format = :disk_format,
             container_format = :container_format, min_disk_gib = :min_disk_gib,
             min_ram_mib = :min_ram_mib, protected = :protected, hidden = :hidden,
             tags = :tags::text[], properties = :properties, updated_at = :now
       WHERE id = :id\
      """;

  static final String MOVE =
      """
      UPDATE image SET status = :after, updated_at = :now
       WHERE id = :id AND status = :before\
      """;

  static final String COMPLETE =
      """
      UPDATE image
         SET status = :after, size_bytes = :size, virtual_size_bytes = :virtual_size,
             checksum = :checksum, sha512 = :sha512, updated_at = :now
       WHERE id = :id AND status = :before\
      """;

  static final String DELETE = "DELETE FROM image WHERE id = :id";

  static final String WITH_DATA = "SELECT id FROM image WHERE status IN ('ACTIVE', 'DEACTIVATED')";

  static final String STAGED = "SELECT id FROM image WHERE status IN ('UPLOADING', 'IMPORTING')";

  static final String UNFINISHED = "SELECT id FROM image WHERE status = 'SAVING'";

  Optional<Image> find(Transaction tx, ImageId id) {
    return tx.sql(FIND).bind("id", id).recalled().optional(ImageStore::image);
  }

  Optional<Image> lock(Transaction tx, ImageId id) {
    return tx.sql(LOCK).bind("id", id).optional(ImageStore::image);
  }

  /** Whether the image is offered to that project. */
  boolean offered(Transaction tx, ImageId id, String project) {
    return tx.sql(OFFERED).bind("id", id).bind("project", project).exists();
  }

  Map<ImageId, String> names(Transaction tx, Collection<ImageId> ids) {
    var names = new HashMap<ImageId, String>();
    tx.sql(NAMES)
        .bind("ids", ids)
        .forEach(row -> names.put(new ImageId(row.uuid("id")), row.text("name")));
    return names;
  }

  void insert(Transaction tx, ImageId id, NewImage image, Instant now) {
    tx.sql(INSERT)
        .bind("id", id)
        .bind("name", image.name())
        .bind("owner", image.owner())
        .bind("visibility", image.visibility())
        .bind("status", ImageStatus.QUEUED)
        .bind("disk_format", image.diskFormat())
        .bind("container_format", image.containerFormat())
        .bind("min_disk_gib", image.minDiskGib())
        .bind("min_ram_mib", image.minRamMib())
        .bind("protected", image.isProtected())
        .bind("hidden", image.hidden())
        .bind("tags", image.tags())
        .bind("properties", json(image.properties()))
        .bind("now", now)
        .update();
  }

  void update(Transaction tx, Image image, Instant now) {
    tx.sql(UPDATE)
        .bind("id", image.id())
        .bind("name", image.name())
        .bind("owner", image.owner())
        .bind("visibility", image.visibility())
        .bind("disk_format", image.diskFormat())
        .bind("container_format", image.containerFormat())
        .bind("min_disk_gib", image.minDiskGib())
        .bind("min_ram_mib", image.minRamMib())
        .bind("protected", image.isProtected())
        .bind("hidden", image.hidden())
        .bind("tags", image.tags())
        .bind("properties", json(image.properties()))
        .bind("now", now)
        .update();
  }

  /** Whether it was in the state before, and now is in the one after. */
  boolean move(Transaction tx, ImageId id, ImageStatus before, ImageStatus after, Instant now) {
    if (!before.next().contains(after)) {
      throw new IllegalArgumentException(before + " does not become " + after);
    }
    return tx.sql(MOVE)
            .bind("id", id)
            .bind("before", before)
            .bind("after", after)
            .bind("now", now)
            .update()
        > 0;
  }

  /** Whether it was in the state before, and now has that data and is in the one after. */
  boolean complete(
      Transaction tx,
      ImageId id,
      ImageStatus before,
      ImageStatus after,
      Intake.Received data,
      Instant now) {
    return tx.sql(COMPLETE)
            .bind("id", id)
            .bind("before", before)
            .bind("after", after)
            .bind("size", data.sizeBytes())
            .bind("virtual_size", data.virtualSizeBytes().orElse(-1L))
            .bind("checksum", data.md5())
            .bind("sha512", data.sha512())
            .bind("now", now)
            .update()
        > 0;
  }

  boolean delete(Transaction tx, ImageId id) {
    return tx.sql(DELETE).bind("id", id).update() > 0;
  }

  /** The images that have their data in place. */
  Set<UUID> withData(Transaction tx) {
    return Set.copyOf(tx.sql(WITH_DATA).list(row -> row.uuid("id")));
  }

  /** The images that have, or may have, data in the staging area. */
  Set<UUID> staged(Transaction tx) {
    return Set.copyOf(tx.sql(STAGED).list(row -> row.uuid("id")));
  }

  List<UUID> unfinished(Transaction tx) {
    return tx.sql(UNFINISHED).list(row -> row.uuid("id"));
  }

  private static JsonNode json(Map<String, String> properties) {
    var object = Json.object();
    properties.forEach(object::put);
    return object;
  }

  static Image image(Row row) {
    var properties = new TreeMap<String, String>();
    row.json("properties")
        .properties()
        .forEach(entry -> properties.put(entry.getKey(), entry.getValue().asString()));
    return new Image(
        new ImageId(row.uuid("id")),
        row.text("name"),
        row.text("owner"),
        row.constant("visibility", Visibility.class),
        row.constant("status", ImageStatus.class),
        row.text("disk_format"),
        row.text("container_format"),
        row.longInteger("size_bytes"),
        row.longInteger("virtual_size_bytes"),
        row.integer("min_disk_gib"),
        row.integer("min_ram_mib"),
        row.text("checksum"),
        row.text("sha512"),
        row.bool("protected"),
        row.bool("hidden"),
        new TreeSet<>(row.texts("tags")),
        properties,
        row.instant("created_at"),
        row.instant("updated_at"));
  }
}
