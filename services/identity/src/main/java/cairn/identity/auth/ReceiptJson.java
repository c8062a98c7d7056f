package cairn.identity.auth;

import cairn.http.Response;
import cairn.identity.directory.Directory;
import cairn.identity.directory.ProjectEntry;
import cairn.identity.token.Receipts;
import cairn.identity.wire.Answers;
import java.util.Optional;

/** The answer to proofs that are right but not enough. Pure. */
final class ReceiptJson {
  static final String HEADER = "Openstack-Auth-Receipt";

  private ReceiptJson() {}

  static Response answer(
      SecondFactors.NotEnough refusal, Receipts receipts, Directory directory, String baseUrl) {
    var receipt = refusal.receipt();
    var user = directory.user(receipt.userId()).orElseThrow(() -> refusal);
    var domain = directory.domain(user.domainId());
    return Answers.json(
            401,
            json -> {
              json.writeStartObject();
              json.writeObjectPropertyStart("receipt");
              json.writeArrayPropertyStart("methods");
              receipt.methods().forEach(method -> json.writeString(method.wireName()));
              json.writeEndArray();
              json.writeObjectPropertyStart("user");
              json.writeStringProperty("id", user.id());
              json.writeStringProperty("name", user.name());
              json.writeObjectPropertyStart("domain");
              json.writeStringProperty("id", user.domainId());
              Answers.text(json, "name", domain.map(ProjectEntry::name));
              json.writeEndObject();
              json.writeEndObject();
              json.writeStringProperty("expires_at", Answers.time(receipt.expiresAt()));
              Answers.time(
                  json, "issued_at", Optional.of(receipt.expiresAt().minus(Receipts.LIFETIME)));
              json.writeEndObject();
              json.writeArrayPropertyStart("required_auth_methods");
              for (var rule : refusal.wanted()) {
                json.writeStartArray();
                rule.forEach(method -> json.writeString(method.wireName()));
                json.writeEndArray();
              }
              json.writeEndArray();
              json.writeEndObject();
            })
        .header(HEADER, receipts.write(receipt))
        .header("WWW-Authenticate", "Keystone uri=\"%s/identity\"".formatted(baseUrl));
  }
}
