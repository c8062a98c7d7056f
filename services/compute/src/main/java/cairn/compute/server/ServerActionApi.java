package cairn.compute.server;

import cairn.common.CloudException;
import cairn.compute.wire.ComputeErrors;
import cairn.compute.wire.Schemas;
import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.policy.Rule;
import cairn.policy.Target;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /servers/{id}/action}, but for consoles. */
public final class ServerActionApi {
  static final String ACTION = "/v2.1/servers/{id}/action";

  /** What the reference can do and this cloud cannot yet, by its permission there. */
  private static final List<Unsupported> UNSUPPORTED =
      List.of(
          new Unsupported("pause", "os-pause-server:pause", false),
          new Unsupported("unpause", "os-pause-server:unpause", false),
          new Unsupported("suspend", "os-suspend-server:suspend", false),
          new Unsupported("resume", "os-suspend-server:resume", false),
          new Unsupported("rebuild", "servers:rebuild", false),
          new Unsupported("resize", "servers:resize", false),
          new Unsupported("confirmResize", "servers:confirm_resize", false),
          new Unsupported("revertResize", "servers:revert_resize", false),
          new Unsupported("createImage", "servers:create_image", false),
          new Unsupported("createBackup", "os-create-backup", false),
          new Unsupported("rescue", "os-rescue", false),
          new Unsupported("unrescue", "os-unrescue", false),
          new Unsupported("shelve", "os-shelve:shelve", false),
          new Unsupported("unshelve", "os-shelve:unshelve", false),
          new Unsupported("shelveOffload", "os-shelve:shelve_offload", true),
          new Unsupported("changePassword", "os-admin-password", false),
          new Unsupported("trigger_crash_dump", "servers:trigger_crash_dump", false),
          new Unsupported("migrate", "os-migrate-server:migrate", true),
          new Unsupported("os-migrateLive", "os-migrate-server:migrate_live", true),
          new Unsupported("evacuate", "os-evacuate", true),
          new Unsupported("injectNetworkInfo", "os-admin-actions:inject_network_info", true));

  private record Unsupported(String action, String rule, boolean admin) {}

  /** Does it with a server that the caller may do it with. */
  @FunctionalInterface
  interface Act {
    void on(Request request, Server server);
  }

  private final Servers servers;
  private final ServerChanges changes;
  private final ServerNetworks networks;

  /** Acts on those servers. */
  public ServerActionApi(Servers servers, ServerChanges changes, ServerNetworks networks) {
    this.servers = servers;
    this.changes = changes;
    this.networks = networks;
  }

  /** Enters the routes. */
  public void declare(Routes routes) {
    power(routes);
    locks(routes);
    bare(
        routes,
        "forceDelete",
        ServerPolicy.FORCE_DELETE,
        (request, server) -> changes.delete(request.caller(), server.id()));
    act(
        routes,
        "os-resetState",
        Schemas.action(
            "os-resetState",
            """
            {"type": "object", "required": ["state"], "additionalProperties": false,
             "properties": {"state": {"type": "string", "enum": ["active", "error"]}}}\
            """),
        ServerPolicy.RESET,
        (request, server) ->
            changes.reset(
                request.caller(),
                server.id(),
                ServerStatus.valueOf(
                    request
                        .body()
                        .path("os-resetState")
                        .path("state")
                        .asString()
                        .toUpperCase(Locale.ROOT))));
    securityGroup(routes, "addSecurityGroup", ServerPolicy.GROUP_ADD, true);
    securityGroup(routes, "removeSecurityGroup", ServerPolicy.GROUP_REMOVE, false);
    bare(routes, "restore", ServerPolicy.RESTORE, (_, server) -> restore(server));
    UNSUPPORTED.forEach(unsupported -> declare(routes, unsupported));
  }

  /** A deleted server is gone at once, so there is never one to bring back. */
  private static void restore(Server server) {
    throw ComputeErrors.conflict(
        "Cannot 'restore' instance %s while it is in vm_state %s"
            .formatted(server.id(), server.state().status().vmState()));
  }

  private void power(Routes routes) {
    bare(
        routes,
        "os-start",
        ServerPolicy.START,
        (request, server) -> changes.start(request.caller(), server.id()));
    bare(
        routes,
        "os-stop",
        ServerPolicy.STOP,
        (request, server) -> changes.stop(request.caller(), server.id()));
    act(
        routes,
        "reboot",
        Schemas.action(
            "reboot",
            """
            {"type": "object", "required": ["type"], "additionalProperties": false,
             "properties": {"type": {"type": "string",
               "enum": ["HARD", "Hard", "hard", "SOFT", "Soft", "soft"]}}}\
            """),
        ServerPolicy.REBOOT,
        (request, server) ->
            changes.reboot(
                request.caller(),
                server.id(),
                request.body().path("reboot").path("type").asString().equalsIgnoreCase("hard")));
  }

  private void locks(Routes routes) {
    routes
        .post(ACTION)
        .action("lock")
        .until("2.72")
        .body(BodySchema.of(Schemas.bare("lock")))
        .policyInHandler(ServerPolicy.LOCK)
        .to(request -> lock(request, Optional.empty()));
    routes
        .post(ACTION)
        .action("lock")
        .since("2.73")
        .body(
            BodySchema.of(
                Schemas.action(
                    "lock",
                    """
                    {"type": ["object", "null"], "additionalProperties": false, "properties":
                      {"locked_reason": {"type": "string", "minLength": 1, "maxLength": 255}}}\
                    """)))
        .policyInHandler(ServerPolicy.LOCK)
        .to(request ->
            lock(request, request.body().path("lock").path("locked_reason").asStringOpt()));
    bare(
        routes,
        "unlock",
        ServerPolicy.UNLOCK,
        (request, server) ->
            changes.unlock(
                request.caller(),
                server.id(),
                request.allows(
                    ServerPolicy.UNLOCK_ANY, Target.ofProject(server.owner().projectId()))));
  }

  private Response lock(Request request, Optional<String> reason) {
    var server = load(request);
    changes.lock(request.caller(), server.id(), reason);
    return Response.empty(202);
  }

  private void securityGroup(Routes routes, String action, Rule rule, boolean add) {
    act(
        routes,
        action,
        Schemas.action(
            action,
            """
            {"type": "object", "required": ["name"], "additionalProperties": false,
             "properties": {"name": {"type": "string", "minLength": 1, "maxLength": 255}}}\
            """),
        rule,
        (request, server) ->
            networks.securityGroup(
                request.caller(),
                server.id(),
                request.body().path(action).path("name").asString(),
                add));
  }

  private void bare(Routes routes, String action, Rule rule, Act act) {
    act(routes, action, Schemas.bare(action), rule, act);
  }

  private void act(Routes routes, String action, String schema, Rule rule, Act act) {
    routes
        .post(ACTION)
        .action(action)
        .body(BodySchema.of(schema))
        .policyInHandler(rule)
        .to(request -> {
          act.on(request, load(request));
          return Response.empty(202);
        });
  }

  private Server load(Request request) {
    return servers.checked(request);
  }

  private void declare(Routes routes, Unsupported unsupported) {
    var rule =
        new Rule(
            "os_compute_api:" + unsupported.rule(),
            unsupported.admin() ? "rule:admin_required" : "rule:project_member_or_admin",
            "The action " + unsupported.action());
    routes
        .post(ACTION)
        .action(unsupported.action())
        .policyInHandler(rule)
        .to(request -> {
          var server = load(request);
          throw new CloudException(
              CloudException.Kind.NOT_IMPLEMENTED,
              "This cloud does not support the action %s; instance %s is as it was."
                  .formatted(unsupported.action(), server.id()));
        });
  }
}
