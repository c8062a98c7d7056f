package cairn.identity.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * The services that are enabled and their endpoints, as a token lists them. Immutable.
 *
 * @param services those with an endpoint or without, by type
 * @param limits for the projects that are to see only some endpoints, the ids of these
 * @param texts how it was written lately
 */
public record Catalog(List<Entry> services, Map<String, Set<String>> limits, CatalogTexts texts) {
  public static final Catalog EMPTY = new Catalog(List.of(), Map.of());

  /** One that was not written yet. */
  Catalog(List<Entry> services, Map<String, Set<String>> limits) {
    this(services, limits, new CatalogTexts());
  }

  /** A service's line. */
  record Entry(String id, String type, String name, List<Place> endpoints) {}

  /** One endpoint of a service; the URL still has its blanks. */
  record Place(String id, String interfaceName, Optional<String> regionId, String url) {}

  /** Writes the array. */
  public void write(JsonGenerator json, UrlBlanks blanks) {
    json.writeRawValue(texts.of(blanks, this::writeAnew));
  }

  private void writeAnew(JsonGenerator json, UrlBlanks blanks) {
    json.writeStartArray();
    var limit = blanks.projectId().flatMap(id -> Optional.ofNullable(limits.get(id)));
    for (var service : services) {
      var places = places(service, limit, blanks);
      // As the reference: a service without endpoints is listed, but not in a limited catalog.
      if (limit.isPresent() && places.isEmpty()) {
        continue;
      }
      json.writeStartObject();
      json.writeArrayPropertyStart("endpoints");
      for (var place : places) {
        json.writeStartObject();
        json.writeStringProperty("id", place.id());
        json.writeStringProperty("interface", place.interfaceName());
        region(json, "region_id", place.regionId());
        json.writeStringProperty("url", place.url());
        region(json, "region", place.regionId());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeStringProperty("id", service.id());
      json.writeStringProperty("type", service.type());
      json.writeStringProperty("name", service.name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Those that are to be seen, their URLs filled. */
  private static List<Place> places(Entry service, Optional<Set<String>> limit, UrlBlanks blanks) {
    var places = new ArrayList<Place>();
    for (var place : service.endpoints()) {
      if (limit.isEmpty() || limit.get().contains(place.id())) {
        blanks
            .fill(place.url())
            .ifPresent(url ->
                places.add(new Place(place.id(), place.interfaceName(), place.regionId(), url)));
      }
    }
    return places;
  }

  private static void region(JsonGenerator json, String name, Optional<String> regionId) {
    if (regionId.isPresent()) {
      json.writeStringProperty(name, regionId.get());
    } else {
      json.writeNullProperty(name);
    }
  }
}
