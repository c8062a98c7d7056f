package cairn.compute.server;

import cairn.common.Id;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Page;
import cairn.compute.wire.Queries;
import cairn.http.Query;
import cairn.http.Request;
import cairn.policy.Target;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads what a request for a list of servers filters and sorts by. */
final class ServerFilterReader {
  /** Filters that compare a column, by name. */
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("flavor", "s.flavor ->> 'id'"),
          Map.entry("host", "h.name"),
          Map.entry("node", "h.name"),
          Map.entry("user_id", "s.user_id"),
          Map.entry("reservation_id", "s.reservation_id"),
          Map.entry("key_name", "s.key_name"),
          Map.entry("availability_zone", "s.zone"),
          Map.entry("description", "s.description"),
          Map.entry("hostname", "s.hostname"));

  /** What everybody may filter by; more from later versions. */
  private static final Set<String> OPEN =
      Set.of(
          "reservation_id",
          "name",
          "status",
          "image",
          "flavor",
          "ip",
          "changes-since",
          "all_tenants");

  private static final Set<String> OPEN_2_83 =
      Set.of(
          "availability_zone",
          "config_drive",
          "key_name",
          "created_at",
          "launched_at",
          "terminated_at",
          "power_state",
          "task_state",
          "vm_state",
          "progress",
          "user_id");

  private static final Set<String> ALL =
      Set.of(
          "user_id",
          "project_id",
          "tenant_id",
          "launch_index",
          "image_ref",
          "image",
          "kernel_id",
          "ramdisk_id",
          "hostname",
          "key_name",
          "power_state",
          "vm_state",
          "task_state",
          "host",
          "node",
          "flavor",
          "reservation_id",
          "launched_at",
          "terminated_at",
          "availability_zone",
          "name",
          "display_name",
          "description",
          "display_description",
          "locked_by",
          "uuid",
          "root_device_name",
          "config_drive",
          "access_ip_v4",
          "access_ip_v6",
          "auto_disk_config",
          "progress",
          "sort_key",
          "sort_dir",
          "all_tenants",
          "soft_deleted",
          "deleted",
          "status",
          "changes-since",
          "changes-before",
          "ip",
          "ip6",
          "created_at",
          "limit",
          "marker",
          "tags",
          "tags-any",
          "not-tags",
          "not-tags-any",
          "locked");

  private final Request request;
  private final Query query;
  private final Set<String> usable;

  private ServerFilterReader(Request request, Set<String> usable) {
    this.request = request;
    this.query = request.query();
    this.usable = usable;
  }

  /**
   * What is asked for.
   *
   * @return empty when a status is asked for that no server can have
   */
  static Optional<ServerFilter> read(Request request, boolean allProjects) {
    Queries.known(request, ALL);
    return new ServerFilterReader(request, usable(request)).read(allProjects);
  }

  /** Filters that a caller may not use are passed over, as the reference does. */
  private static Set<String> usable(Request request) {
    if (request.allows(ServerPolicy.ALL_FILTERS, Target.NONE)) {
      return ALL;
    }
    var usable = new HashSet<>(OPEN);
    var version = request.version();
    if (version.since(2, 5)) {
      usable.add("ip6");
    }
    if (version.since(2, 26)) {
      usable.addAll(List.of("tags", "tags-any", "not-tags", "not-tags-any"));
    }
    if (version.since(2, 66)) {
      usable.add("changes-before");
    }
    if (version.since(2, 73)) {
      usable.add("locked");
    }
    if (version.since(2, 83)) {
      usable.addAll(OPEN_2_83);
    }
    return usable;
  }

  private Optional<String> value(String name) {
    return usable.contains(name) ? query.last(name) : Optional.empty();
  }

  private Optional<ServerFilter> read(boolean allProjects) {
    var statuses = new ArrayList<ServerStatus>();
    for (var word : usable.contains("status") ? query.all("status") : List.<String>of()) {
      Arrays.stream(ServerStatus.values())
          .filter(status -> status.name().equals(word.toUpperCase(Locale.ROOT)))
          .forEach(statuses::add);
    }
    if (query.has("status") && statuses.isEmpty()) {
      if (request.version().since(2, 38)) {
        throw ComputeErrors.badRequest("Invalid status value");
      }
      return Optional.empty();
    }
    value("vm_state").ifPresent(word -> statuses.addAll(ServerStatus.ofVmState(word)));
    if (value("vm_state").isPresent() && statuses.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(filter(allProjects, statuses));
  }

  private ServerFilter filter(boolean allProjects, List<ServerStatus> statuses) {
    var since = time("changes-since");
    var before = time("changes-before");
    if (since.isPresent() && before.isPresent() && before.get().isBefore(since.get())) {
      throw ComputeErrors.badRequest(
          "The value of changes-since must be less than or equal to changes-before.");
    }
    var project =
        allProjects
            ? value("project_id").or(() -> value("tenant_id"))
            : Optional.of(request.projectId());
    return new ServerFilter(
        project,
        statuses,
        tasks(),
        value("name").or(() -> value("display_name")).map(ServerFilterReader::pattern),
        equal(),
        deleted(statuses, since.isPresent() || before.isPresent()),
        value("locked").map(ServerFilterReader::truth),
        since,
        before,
        value("ip").map(ServerFilterReader::pattern),
        value("ip6").map(ServerFilterReader::pattern),
        tags(),
        List.of(),
        false,
        sortKeys(),
        query.all("sort_dir"),
        Page.of(query));
  }

  private static boolean truth(String text) {
    return Queries.truth(text)
        .orElseThrow(() -> ComputeErrors.badRequest("Invalid value for locked: " + text));
  }

  private static String pattern(String text) {
    try {
      return Pattern.compile(text).pattern();
    } catch (PatternSyntaxException _) {
      throw ComputeErrors.badRequest("Invalid regular expression: " + text);
    }
  }

  private List<Optional<Task>> tasks() {
    if (value("task_state").isEmpty()) {
      return List.of();
    }
    return query.all("task_state").stream().map(Task::ofWire).toList();
  }

  private List<ServerFilter.Equal> equal() {
    var equal = new ArrayList<ServerFilter.Equal>();
    COLUMNS.forEach(
        (name, column) -> value(name).ifPresent(v -> equal.add(new ServerFilter.Equal(column, v))));
    value("image")
        .or(() -> value("image_ref"))
        .ifPresent(text -> {
          // An image is often named by the end of its URL; what is no id matches none.
          var id = Id.parse(text.substring(text.lastIndexOf('/') + 1));
          equal.add(new ServerFilter.Equal("s.image_id", id.orElse(new java.util.UUID(0, 0))));
        });
    value("uuid")
        .ifPresent(text ->
            equal.add(
                new ServerFilter.Equal("s.id", Id.parse(text).orElse(new java.util.UUID(0, 0)))));
    value("power_state")
        .filter(text -> text.matches("\\d{1,3}"))
        .ifPresent(
            text -> equal.add(new ServerFilter.Equal("s.power_state", Integer.valueOf(text))));
    value("config_drive")
        .flatMap(Queries::truth)
        .ifPresent(truth -> equal.add(new ServerFilter.Equal("s.config_drive", truth)));
    return equal;
  }

  private Optional<Boolean> deleted(List<ServerStatus> statuses, boolean changes) {
    if (statuses.contains(ServerStatus.DELETED)) {
      if (!request.allows(ServerPolicy.ALL_FILTERS, Target.NONE)) {
        throw ComputeErrors.forbidden("Only administrators may list deleted instances");
      }
      return Optional.of(true);
    }
    var asked = value("deleted").map(text -> Queries.truth(text).orElse(false));
    return asked.isPresent() ? asked : changes ? Optional.empty() : Optional.of(false);
  }

  private Optional<Instant> time(String name) {
    return value(name)
        .map(text -> {
          try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
          } catch (DateTimeException _) {
            return local(name, text);
          }
        });
  }

  private static Instant local(String name, String text) {
    try {
      var padded = text.length() == 10 ? text + "T00:00:00" : text.replace(' ', 'T');
      return LocalDateTime.parse(padded).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException _) {
      throw ComputeErrors.badRequest(
          "Invalid input for query parameters %s. Value: %s. '%s' is not a 'date-time'"
              .formatted(name, text, text));
    }
  }

  private List<ServerFilter.Tags> tags() {
    var tags = new ArrayList<ServerFilter.Tags>();
    if (request.version().since(2, 26)) {
      add(tags, "tags", true, false);
      add(tags, "tags-any", false, false);
      add(tags, "not-tags", true, true);
      add(tags, "not-tags-any", false, true);
    }
    return tags;
  }

  private void add(List<ServerFilter.Tags> tags, String name, boolean all, boolean not) {
    value(name)
        .ifPresent(text -> tags.add(new ServerFilter.Tags(List.of(text.split(",")), all, not)));
  }

  private List<String> sortKeys() {
    for (var key : query.all("sort_key")) {
      if (!ServerListStore.LISTING.sortable(key)) {
        throw ComputeErrors.badRequest(
            "Invalid input for query parameters sort_key. Value: %s.".formatted(key));
      }
    }
    return query.all("sort_key");
  }
}
