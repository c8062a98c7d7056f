package cairn.compute.quota;

import cairn.compute.wire.Queries;
import cairn.http.Microversion;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.policy.Target;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;

/** {@code /limits}: a project's quotas in the words of the first Compute API. */
final class LimitsApi {
  private final Quotas quotas;
  private final ToLongFunction<String> groups;

  LimitsApi(Quotas quotas, ToLongFunction<String> groups) {
    this.quotas = quotas;
    this.groups = groups;
  }

  void declare(Routes routes) {
    routes.get("/v2.1/limits").policy(QuotaPolicy.LIMITS).to(this::limits);
  }

  private Response limits(Request request) {
    Queries.known(request, Set.of("tenant_id", "reserved"));
    var own = request.caller().projectId().orElse("");
    var project = request.query().last("tenant_id").orElse(own);
    if (!project.equals(own)
        && !request.allows(QuotaPolicy.LIMITS_OTHER, Target.ofProject(project))) {
      throw cairn.compute.wire.ComputeErrors.forbidden(
          "Policy doesn't allow %s to be performed.".formatted(QuotaPolicy.LIMITS_OTHER.name()));
    }
    var standing = quotas.standing(project);
    var groupsUsed = groups.applyAsLong(project);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeObjectPropertyStart("limits");
      json.writeArrayPropertyStart("rate");
      json.writeEndArray();
      json.writeObjectPropertyStart("absolute");
      absolute(json, request.version(), standing.limits());
      used(json, request.version(), standing.usage(), groupsUsed);
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    });
  }

  private static void absolute(
      JsonGenerator json, Microversion version, Map<Resource, Long> limits) {
    put(json, "maxTotalInstances", limits, Resource.INSTANCES);
    put(json, "maxTotalCores", limits, Resource.CORES);
    put(json, "maxTotalRAMSize", limits, Resource.RAM);
    put(json, "maxTotalKeypairs", limits, Resource.KEY_PAIRS);
    put(json, "maxServerMeta", limits, Resource.METADATA_ITEMS);
    put(json, "maxServerGroups", limits, Resource.SERVER_GROUPS);
    put(json, "maxServerGroupMembers", limits, Resource.SERVER_GROUP_MEMBERS);
    if (!version.since(2, 39)) {
      put(json, "maxImageMeta", limits, Resource.METADATA_ITEMS);
    }
    if (!version.since(2, 36)) {
      put(json, "maxTotalFloatingIps", limits, Resource.FLOATING_IPS);
      put(json, "maxSecurityGroups", limits, Resource.SECURITY_GROUPS);
      put(json, "maxSecurityGroupRules", limits, Resource.SECURITY_GROUP_RULES);
    }
    if (!version.since(2, 57)) {
      put(json, "maxPersonality", limits, Resource.INJECTED_FILES);
      put(json, "maxPersonalitySize", limits, Resource.INJECTED_FILE_CONTENT_BYTES);
    }
  }

  private static void put(
      JsonGenerator json, String name, Map<Resource, Long> limits, Resource resource) {
    json.writeNumberProperty(name, limits.getOrDefault(resource, -1L));
  }

  private static void used(JsonGenerator json, Microversion version, Usage usage, long groups) {
    json.writeNumberProperty("totalInstancesUsed", usage.instances());
    json.writeNumberProperty("totalCoresUsed", usage.cores());
    json.writeNumberProperty("totalRAMUsed", usage.memoryMib());
    json.writeNumberProperty("totalServerGroupsUsed", groups);
    if (!version.since(2, 36)) {
      json.writeNumberProperty("totalFloatingIpsUsed", 0);
      json.writeNumberProperty("totalSecurityGroupsUsed", 0);
    }
  }
}
