package cairn.compute;

import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.ComputeVersions;
import cairn.compute.wire.Wire;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.policy.Rule;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What versions and extensions there are. */
final class DiscoveryApi {
  private static final Rule EXTENSIONS =
      new Rule("os_compute_api:extensions", "@", "List and show extensions");

  /** Extensions have been part of the API for a long time; the list is for clients that look. */
  private static final List<String> ALIASES =
      List.of(
          "NMN",
          "OS-DCF",
          "OS-EXT-AZ",
          "OS-EXT-IPS",
          "OS-EXT-IPS-MAC",
          "OS-EXT-SRV-ATTR",
          "OS-EXT-STS",
          "OS-FLV-DISABLED",
          "OS-FLV-EXT-DATA",
          "OS-SCH-HNT",
          "OS-SRV-USG",
          "os-access-ips",
          "os-admin-actions",
          "os-attach-interfaces",
          "os-availability-zone",
          "os-config-drive",
          "os-console-output",
          "os-extended-hypervisors",
          "os-extended-services",
          "os-extended-services-delete",
          "os-extended-status",
          "os-flavor-access",
          "os-flavor-extra-specs",
          "os-flavor-manage",
          "os-flavor-rxtx",
          "os-flavor-swap",
          "os-hypervisors",
          "os-instance-actions",
          "os-keypairs",
          "os-lock-server",
          "os-multiple-create",
          "os-quota-class-sets",
          "os-quota-sets",
          "os-server-group-quotas",
          "os-server-groups",
          "os-server-list-multi-status",
          "os-server-sort-keys",
          "os-server-start-stop",
          "os-services",
          "os-used-limits",
          "os-user-data");

  void declare(Routes routes) {
    routes.get("/").open().to(DiscoveryApi::versions);
    routes.get("/v2.1").open().to(DiscoveryApi::version);
    routes.get("/v2.1/extensions").policy(EXTENSIONS).to(DiscoveryApi::extensions);
    routes.get("/v2.1/extensions/{alias}").policy(EXTENSIONS).to(DiscoveryApi::extension);
  }

  private static Response versions(Request request) {
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("versions");
      for (var id : List.of("v2.0", "v2.1")) {
        json.writeStartObject();
        common(json, id);
        json.writeArrayPropertyStart("links");
        Wire.link(json, "self", request.baseUrl() + path(id));
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static String path(String id) {
    return id.equals("v2.0") ? "/compute/v2/" : "/compute/v2.1/";
  }

  private static void common(JsonGenerator json, String id) {
    var old = id.equals("v2.0");
    json.writeStringProperty("id", id);
    json.writeStringProperty("status", old ? "SUPPORTED" : "CURRENT");
    json.writeStringProperty("version", old ? "" : ComputeVersions.MAX.toString());
    json.writeStringProperty("min_version", old ? "" : ComputeVersions.MIN.toString());
    json.writeStringProperty("updated", old ? "2011-01-21T11:33:21Z" : "2013-07-23T11:33:21Z");
  }

  private static Response version(Request request) {
    var id = request.path().startsWith("/compute/v2.1") ? "v2.1" : "v2.0";
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("version");
      common(json, id);
      json.writeArrayPropertyStart("links");
      Wire.link(json, "self", request.baseUrl() + path(id));
      json.writeStartObject();
      json.writeStringProperty("rel", "describedby");
      json.writeStringProperty("type", "text/html");
      json.writeStringProperty("href", "http://docs.openstack.org/");
      json.writeEndObject();
      json.writeEndArray();
      json.writeArrayPropertyStart("media-types");
      json.writeStartObject();
      json.writeStringProperty("base", "application/json");
      json.writeStringProperty(
          "type",
          "application/vnd.openstack.compute+json;version=" + (id.equals("v2.0") ? "2" : "2.1"));
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private static Response extensions(Request request) {
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("extensions");
      ALIASES.forEach(alias -> extension(json, alias));
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void extension(JsonGenerator json, String alias) {
    json.writeStartObject();
    json.writeStringProperty("alias", alias);
    json.writeStringProperty("name", alias);
    json.writeStringProperty("description", "");
    json.writeStringProperty("namespace", "http://docs.openstack.org/compute/ext/fake_xml");
    json.writeStringProperty("updated", "2014-12-03T00:00:00Z");
    json.writeArrayPropertyStart("links");
    json.writeEndArray();
    json.writeEndObject();
  }

  private static Response extension(Request request) {
    var alias = request.parameter("alias");
    if (!ALIASES.contains(alias)) {
      throw ComputeErrors.notFound("The resource could not be found.");
    }
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeName("extension");
      extension(json, alias);
      json.writeEndObject();
    });
  }
}
