package cairn.identity.token;

import cairn.identity.accessrule.AccessRule;
import cairn.identity.catalog.Catalog;
import cairn.identity.catalog.UrlBlanks;
import cairn.identity.directory.AccessTokenEntry;
import cairn.identity.directory.ApplicationCredentialEntry;
import cairn.identity.directory.DelegationEntry;
import cairn.identity.directory.Federation;
import cairn.identity.directory.Peer;
import cairn.identity.directory.ProjectEntry;
import cairn.identity.directory.RoleEntry;
import cairn.identity.directory.TrustEntry;
import cairn.identity.wire.Answers;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** The wire form of a token: what stands behind it, never the token itself. Pure. */
public final class TokenJson {
  private TokenJson() {}

  /**
   * Writes the document.
   *
   * @param catalog where it is wanted
   * @param peers the clouds that trust this one
   */
  public static void write(
      JsonGenerator json,
      ValidToken valid,
      Optional<Catalog> catalog,
      List<Peer> peers,
      String baseUrl) {
    json.writeStartObject();
    json.writeObjectPropertyStart("token");
    json.writeArrayPropertyStart("methods");
    valid.token().methods().forEach(method -> json.writeString(method.wireName()));
    json.writeEndArray();
    user(json, valid);
    json.writeArrayPropertyStart("audit_ids");
    valid.token().auditIds().forEach(json::writeString);
    json.writeEndArray();
    json.writeStringProperty("expires_at", Answers.time(valid.token().expiresAt()));
    json.writeStringProperty("issued_at", Answers.time(valid.token().issuedAt()));
    scope(json, valid);
    valid.by().ifPresent(by -> delegation(json, by));
    if (!peers.isEmpty()) {
      peers(json, peers);
    }
    if (catalog.isPresent() && !(valid.token().scope() instanceof TokenScope.Unscoped)) {
      json.writeName("catalog");
      catalog.get().write(json, UrlBlanks.of(baseUrl, valid.user().id(), valid.projectId()));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void peers(JsonGenerator json, List<Peer> peers) {
    json.writeArrayPropertyStart("service_providers");
    for (var peer : peers) {
      json.writeStartObject();
      json.writeStringProperty("auth_url", peer.authUrl());
      json.writeStringProperty("id", peer.id());
      json.writeStringProperty("sp_url", peer.serviceUrl());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void user(JsonGenerator json, ValidToken valid) {
    json.writeObjectPropertyStart("user");
    named(json, "domain", valid.userDomain());
    json.writeStringProperty("id", valid.user().id());
    json.writeStringProperty("name", valid.user().name());
    if (valid.token().methods().contains(AuthMethod.MAPPED)) {
      valid.user().federation().ifPresent(federation -> federation(json, federation));
    } else {
      Answers.time(json, "password_expires_at", valid.user().passwordExpiresAt());
    }
    json.writeEndObject();
  }

  private static void federation(JsonGenerator json, Federation federation) {
    json.writeObjectPropertyStart("OS-FEDERATION");
    json.writeArrayPropertyStart("groups");
    for (var group : federation.groupIds()) {
      json.writeStartObject();
      json.writeStringProperty("id", group);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectPropertyStart("identity_provider");
    json.writeStringProperty("id", federation.providerId());
    json.writeEndObject();
    json.writeObjectPropertyStart("protocol");
    json.writeStringProperty("id", federation.protocolId());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void scope(JsonGenerator json, ValidToken valid) {
    switch (valid.token().scope()) {
      case TokenScope.Unscoped _ -> {}
      case TokenScope.AllSystem _ -> {
        json.writeObjectPropertyStart("system");
        json.writeBooleanProperty("all", true);
        json.writeEndObject();
        roles(json, valid.roles());
      }
      case TokenScope.Domain _ -> {
        valid.target().ifPresent(domain -> named(json, "domain", domain));
        roles(json, valid.roles());
      }
      case TokenScope.Project _ -> {
        json.writeObjectPropertyStart("project");
        valid.targetDomain().ifPresent(domain -> named(json, "domain", domain));
        json.writeStringProperty("id", valid.target().map(ProjectEntry::id).orElse(""));
        json.writeStringProperty("name", valid.target().map(ProjectEntry::name).orElse(""));
        json.writeEndObject();
        json.writeBooleanProperty(
            "is_domain", valid.target().map(ProjectEntry::isDomain).orElse(false));
        roles(json, valid.roles());
      }
    }
  }

  private static void delegation(JsonGenerator json, DelegationEntry by) {
    switch (by) {
      case ApplicationCredentialEntry credential -> {
        json.writeObjectPropertyStart("application_credential");
        json.writeStringProperty("id", credential.id());
        json.writeStringProperty("name", credential.name());
        json.writeBooleanProperty("restricted", !credential.unrestricted());
        if (!credential.accessRules().isEmpty()) {
          AccessRule.write(json, "access_rules", credential.accessRules());
        }
        json.writeEndObject();
      }
      case TrustEntry trust -> {
        json.writeObjectPropertyStart("OS-TRUST:trust");
        json.writeStringProperty("id", trust.id());
        json.writeBooleanProperty("impersonation", trust.impersonation());
        json.writeObjectPropertyStart("trustor_user");
        json.writeStringProperty("id", trust.trustorId());
        json.writeEndObject();
        json.writeObjectPropertyStart("trustee_user");
        json.writeStringProperty("id", trust.trusteeId());
        json.writeEndObject();
        json.writeEndObject();
      }
      case AccessTokenEntry access -> {
        json.writeObjectPropertyStart("OS-OAUTH1");
        json.writeStringProperty("access_token_id", access.id());
        json.writeStringProperty("consumer_id", access.consumerId());
        json.writeEndObject();
      }
    }
  }

  private static void roles(JsonGenerator json, List<RoleEntry> roles) {
    json.writeArrayPropertyStart("roles");
    for (var role : roles) {
      json.writeStartObject();
      json.writeStringProperty("id", role.id());
      json.writeStringProperty("name", role.name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void named(JsonGenerator json, String key, ProjectEntry domain) {
    json.writeObjectPropertyStart(key);
    json.writeStringProperty("id", domain.id());
    json.writeStringProperty("name", domain.name());
    json.writeEndObject();
  }
}
