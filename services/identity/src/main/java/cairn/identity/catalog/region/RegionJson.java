package cairn.identity.catalog.region;

import cairn.http.BodySchema;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** The wire form of regions. Pure. */
final class RegionJson {
  private static final Set<String> KNOWN = Set.of("description", "parent_region_id");

  static final BodySchema SCHEMA =
      BodySchema.of(
          """
          {"type": "object", "required": ["region"], "properties": {"region":
            {"type": "object", "properties":
              {"id": {"type": "string", "maxLength": 255},
               "description": {"type": ["string", "null"]},
               "parent_region_id": {"type": ["string", "null"]}}}}}\
          """);

  private RegionJson() {}

  static Region read(String id, JsonNode region) {
    return merge(new Region(id, "", Optional.empty(), Body.none()), region);
  }

  static Region merge(Region before, JsonNode change) {
    return new Region(
        before.id(),
        Body.text(change, "description", Optional.of(before.description())).orElse(""),
        Body.text(change, "parent_region_id", before.parentId()),
        Body.extra(change, KNOWN, before.extra()));
  }

  static void write(JsonGenerator json, Region region, String baseUrl) {
    json.writeStringProperty("id", region.id());
    json.writeStringProperty("description", region.description());
    Answers.text(json, "parent_region_id", region.parentId());
    Answers.extra(json, region.extra());
    Answers.links(json, baseUrl, "regions", region.id());
  }
}
