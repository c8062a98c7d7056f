package cairn.image.member;

import cairn.http.BodySchema;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JsonGenerator;

/** Members as the Image API v2 writes them. */
final class MemberJson {
  static final BodySchema CREATE =
      BodySchema.of(
          """
          {
            "type": "object",
            "properties": {"member": {"type": "string", "minLength": 1, "maxLength": 255}},
            "required": ["member"],
            "additionalProperties": false
          }
          """);

  static final BodySchema ANSWER =
      BodySchema.of(
          """
          {
            "type": "object",
            "properties": {"status": {"enum": ["pending", "accepted", "rejected"]}},
            "required": ["status"],
            "additionalProperties": false
          }
          """);

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private MemberJson() {}

  static void write(JsonGenerator json, Member member) {
    json.writeStartObject();
    json.writeStringProperty("image_id", member.imageId().toString());
    json.writeStringProperty("member_id", member.project());
    json.writeStringProperty("status", member.answer().word());
    json.writeStringProperty("created_at", SECONDS.format(member.createdAt()));
    json.writeStringProperty("updated_at", SECONDS.format(member.updatedAt()));
    json.writeStringProperty("schema", "/v2/schemas/member");
    json.writeEndObject();
  }
}
