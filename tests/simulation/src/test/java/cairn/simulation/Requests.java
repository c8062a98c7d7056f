package cairn.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What tenants ask for, at random, and what they remember of the answers. */
final class Requests {
  private static final String SERVERS = "/compute/v2.1/servers";
  private final Map<String, Integer> answers = new LinkedHashMap<>();
  private final Map<Consumer<Tenant>, Integer> weights = new LinkedHashMap<>();
  private final int weightSum;
  private String last = "";

  Requests() {
    weights.put(this::createServer, 12);
    weights.put(this::deleteServer, 8);
    weights.put(this::power, 8);
    weights.put(this::metadata, 3);
    weights.put(this::createPort, 6);
    weights.put(this::deletePort, 4);
    weights.put(this::renamePort, 2);
    weights.put(this::attach, 4);
    weights.put(this::detach, 3);
    weights.put(this::createFloatingIp, 4);
    weights.put(this::associate, 4);
    weights.put(this::deleteFloatingIp, 3);
    weights.put(this::createNetwork, 2);
    weights.put(this::deleteNetwork, 1);
    weights.put(this::createGroup, 2);
    weights.put(this::deleteGroup, 2);
    weights.put(this::createImage, 2);
    weights.put(this::deleteImage, 1);
    weights.put(this::createRouter, 1);
    weights.put(this::deleteRouter, 1);
    weights.put(this::look, 3);
    weightSum = weights.values().stream().mapToInt(weight -> weight).sum();
  }

  /** How often each status was answered. */
  Map<String, Integer> answers() {
    return answers;
  }

  /** What was asked for last. */
  String last() {
    return last;
  }

  /** One request of that tenant. */
  void one(Tenant tenant) {
    last = tenant.name() + ": nothing to do";
    var drawn = tenant.random().nextInt(weightSum);
    for (var entry : weights.entrySet()) {
      drawn -= entry.getValue();
      if (drawn < 0) {
        entry.getKey().accept(tenant);
        return;
      }
    }
  }

  /**
   * Asks and hands the answer on; a server that dies has answered nobody, which the tenant
   * remembers before it is told further.
   */
  private void ask(
      String what, Tenant tenant, Supplier<Api.Answer> request, Consumer<Api.Answer> remember) {
    last = tenant.name() + ": " + what;
    Api.Answer answer;
    try {
      answer = request.get();
    } catch (ServerDied death) {
      last += " -> died at " + death.getMessage();
      remember.accept(Tenant.unanswered());
      throw death;
    }
    last += " -> " + answer.status();
    answers.merge(what.split(" ")[0] + " " + answer.status(), 1, Integer::sum);
    if (answer.status() == 500) {
      throw new AssertionError("an unexpected error: " + last + ": " + answer.text());
    }
    remember.accept(answer);
  }

  private void create(Tenant tenant, Kind kind, String body, Consumer<Thing> then) {
    var name = tenant.freshName(kind);
    var document =
        kind == Kind.IMAGE
            ? "{'name': '%s', %s}".formatted(name, body)
            : kind == Kind.FLOATING_IP
                ? "{'floatingip': {'description': '%s', %s}}".formatted(name, body)
                : "{'%s': {'name': '%s' %s}}"
                    .formatted(kind.word(), name, body.isEmpty() ? "" : ", " + body);
    ask(
        "create-" + kind.word() + " " + name,
        tenant,
        () -> tenant.api().post(kind.path(), "%s", document),
        answer -> tenant.created(kind, name, answer).ifPresent(then));
  }

  private void delete(Tenant tenant, Kind kind, BiConsumer<Thing, Api.Answer> then) {
    tenant
        .any(kind)
        .ifPresent(thing ->
            ask(
                "delete-" + kind.word() + " " + thing,
                tenant,
                () -> tenant.api().delete(kind.path(thing)),
                answer -> {
                  thing.deleted(answer);
                  then.accept(thing, answer);
                }));
  }

  private void delete(Tenant tenant, Kind kind) {
    delete(tenant, kind, (_, _) -> {});
  }

  private void createServer(Tenant tenant) {
    var random = tenant.random();
    var large = random.nextInt(5) == 0 ? "large" : "small";
    var port =
        tenant
            .any(Kind.PORT)
            .filter(free -> random.nextInt(3) == 0 && !free.values().containsKey("device"));
    var nic =
        port.map(free -> "'port': '%s'".formatted(free.id()))
            .orElse("'uuid': '%s'".formatted(tenant.network()));
    var count = port.isEmpty() && random.nextInt(6) == 0 ? 2 + random.nextInt(2) : 1;
    var several = count > 1 ? ", 'min_count': %d, 'max_count': %d".formatted(count, count) : "";
    var name = tenant.freshName(Kind.SERVER);
    var body =
        "{'server': {'name': '%s', 'flavorRef': '%s', 'imageRef': '%s', 'networks': [{%s}]%s}}"
            .formatted(name, large, tenant.image(), nic, several);
    ask(
        "create-server %s %s x%d".formatted(name, nic, count),
        tenant,
        () -> tenant.api().post(SERVERS, "%s", body),
        answer -> {
          var made = tenant.created(Kind.SERVER, count > 1 ? name + "-1" : name, answer);
          for (var i = 2; i <= count && (answer.good() || answer.unknown()); i++) {
            var fate = answer.good() ? Thing.Fate.PRESENT : Thing.Fate.UNKNOWN;
            tenant.things().add(new Thing(Kind.SERVER, "", name + "-" + i, fate));
          }
          port.ifPresent(used -> {
            used.set("device", made.map(Thing::id).orElse("?"), answer);
            if (answer.unknown()) {
              used.forget("device");
            }
          });
        });
  }

  private void deleteServer(Tenant tenant) {
    delete(tenant, Kind.SERVER);
  }

  private void power(Tenant tenant) {
    tenant
        .any(Kind.SERVER)
        .ifPresent(server -> {
          var action =
              switch (tenant.random().nextInt(4)) {
                case 0 -> "'os-stop': null";
                case 1 -> "'os-start': null";
                case 2 -> "'reboot': {'type': 'SOFT'}";
                default -> "'reboot': {'type': 'HARD'}";
              };
          ask(
              "power %s %s".formatted(action, server),
              tenant,
              () -> tenant.api().post(Kind.SERVER.path(server) + "/action", "{%s}", action),
              answer -> {
                if (action.contains("stop") && answer.good()) {
                  server.set("status", "SHUTOFF", answer);
                  server.may("status", "ERROR");
                } else if (answer.good() || answer.unknown()) {
                  server.forget("status");
                }
              });
        });
  }

  private void metadata(Tenant tenant) {
    tenant
        .any(Kind.SERVER)
        .ifPresent(server -> {
          var value = "v" + tenant.random().nextInt(1000);
          ask(
              "metadata %s %s".formatted(value, server),
              tenant,
              () ->
                  tenant
                      .api()
                      .put(
                          Kind.SERVER.path(server) + "/metadata/mark",
                          "{'meta': {'mark': '%s'}}",
                          value),
              answer -> server.set("mark", value, answer));
        });
  }

  private void createPort(Tenant tenant) {
    var random = tenant.random();
    var fixed =
        random.nextInt(4) == 0
            ? ", 'fixed_ips': [{'ip_address': '10.0.0.%d'}]".formatted(2 + random.nextInt(28))
            : "";
    var groups =
        tenant
            .any(Kind.SECURITY_GROUP)
            .filter(_ -> random.nextInt(3) == 0)
            .map(group -> ", 'security_groups': ['%s']".formatted(group.id()))
            .orElse("");
    var network =
        tenant
            .any(Kind.NETWORK)
            .filter(_ -> random.nextInt(4) == 0 && fixed.isEmpty())
            .map(Thing::id)
            .orElse(tenant.network());
    create(tenant, Kind.PORT, "'network_id': '%s'%s%s".formatted(network, fixed, groups), _ -> {});
  }

  private void deletePort(Tenant tenant) {
    delete(
        tenant,
        Kind.PORT,
        (port, answer) -> {
          if (answer.good() || answer.unknown()) {
            tenant
                .present(Kind.FLOATING_IP)
                .filter(address -> address.may("port_id").contains(port.id()))
                .forEach(address -> address.may("port_id", ""));
          }
        });
  }

  private void renamePort(Tenant tenant) {
    tenant
        .any(Kind.PORT)
        .ifPresent(port -> {
          var text = "d" + tenant.random().nextInt(1000);
          ask(
              "describe %s %s".formatted(text, port),
              tenant,
              () -> tenant.api().put(Kind.PORT.path(port), "{'port': {'description': '%s'}}", text),
              answer -> port.set("description", text, answer));
        });
  }

  private void attach(Tenant tenant) {
    tenant
        .any(Kind.SERVER)
        .ifPresent(server -> {
          var port = tenant.any(Kind.PORT).filter(_ -> tenant.random().nextBoolean());
          var body =
              port.map(free -> "'port_id': '%s'".formatted(free.id()))
                  .orElse("'net_id': '%s'".formatted(tenant.network()));
          ask(
              "attach %s %s".formatted(body, server),
              tenant,
              () ->
                  tenant
                      .api()
                      .post(
                          Kind.SERVER.path(server) + "/os-interface",
                          "{'interfaceAttachment': {%s}}",
                          body),
              answer ->
                  port.ifPresent(used -> {
                    used.set("device", server.id(), answer);
                    if (answer.unknown()) {
                      used.forget("device");
                    }
                  }));
        });
  }

  private void detach(Tenant tenant) {
    tenant
        .any(Kind.PORT)
        .filter(port -> port.values().containsKey("device"))
        .ifPresent(port -> {
          var server = port.may("device").iterator().next();
          ask(
              "detach %s of %s".formatted(port, server),
              tenant,
              () -> tenant.api().delete(SERVERS + "/" + server + "/os-interface/" + port.id()),
              answer -> {
                if (answer.good() || answer.unknown()) {
                  port.forget("device");
                }
              });
        });
  }

  private void createFloatingIp(Tenant tenant) {
    create(
        tenant,
        Kind.FLOATING_IP,
        "'floating_network_id': '%s'".formatted(Template.made().publicNetwork()),
        _ -> {});
  }

  private void associate(Tenant tenant) {
    var port = tenant.any(Kind.PORT);
    tenant
        .any(Kind.FLOATING_IP)
        .ifPresent(address -> {
          var target = port.filter(_ -> tenant.random().nextInt(4) > 0).map(Thing::id);
          var wish = target.map("'%s'"::formatted).orElse("null");
          ask(
              "associate %s %s".formatted(address, wish),
              tenant,
              () ->
                  tenant
                      .api()
                      .put(Kind.FLOATING_IP.path(address), "{'floatingip': {'port_id': %s}}", wish),
              answer -> address.set("port_id", target.orElse(""), answer));
        });
  }

  private void deleteFloatingIp(Tenant tenant) {
    delete(tenant, Kind.FLOATING_IP);
  }

  private void createNetwork(Tenant tenant) {
    create(
        tenant,
        Kind.NETWORK,
        "",
        network ->
            create(
                tenant,
                Kind.SUBNET,
                "'network_id': '%s', 'ip_version': 4, 'cidr': '10.%d.0.0/29'"
                    .formatted(network.id(), 1 + tenant.random().nextInt(200)),
                _ -> {}));
  }

  private void deleteNetwork(Tenant tenant) {
    delete(
        tenant,
        Kind.NETWORK,
        (_, answer) -> {
          if (answer.good() || answer.unknown()) {
            tenant.present(Kind.SUBNET).forEach(Thing::mayBeGone);
          }
        });
  }

  private void createGroup(Tenant tenant) {
    create(tenant, Kind.SECURITY_GROUP, "", _ -> {});
  }

  private void deleteGroup(Tenant tenant) {
    delete(tenant, Kind.SECURITY_GROUP);
  }

  private void createRouter(Tenant tenant) {
    create(
        tenant,
        Kind.ROUTER,
        "'external_gateway_info': {'network_id': '%s'}".formatted(Template.made().publicNetwork()),
        _ -> {});
  }

  private void deleteRouter(Tenant tenant) {
    delete(tenant, Kind.ROUTER);
  }

  private void createImage(Tenant tenant) {
    create(
        tenant,
        Kind.IMAGE,
        "'disk_format': 'raw', 'container_format': 'bare'",
        image -> {
          var bytes = new byte[1 + tenant.random().nextInt(4000)];
          if (tenant.random().nextBoolean()) {
            give(tenant, image, "file", bytes, answer -> inUse(image, bytes, answer));
          } else {
            give(tenant, image, "stage", bytes, _ -> importStaged(tenant, image, bytes));
          }
        });
  }

  private void give(
      Tenant tenant, Thing image, String where, byte[] bytes, Consumer<Api.Answer> then) {
    ask(
        "%s %s".formatted(where, image),
        tenant,
        () -> tenant.api().upload(Kind.IMAGE.path(image) + "/" + where, bytes),
        answer -> {
          if (answer.good()) {
            then.accept(answer);
          }
        });
  }

  private void importStaged(Tenant tenant, Thing image, byte[] bytes) {
    ask(
        "import %s".formatted(image),
        tenant,
        () ->
            tenant
                .api()
                .post(Kind.IMAGE.path(image) + "/import", "{'method': {'name': 'glance-direct'}}"),
        answer -> inUse(image, bytes, answer));
  }

  private static void inUse(Thing image, byte[] bytes, Api.Answer answer) {
    if (answer.good()) {
      image.set("status", "active", answer);
      image.set("size", Integer.toString(bytes.length), answer);
    }
  }

  private void deleteImage(Tenant tenant) {
    delete(tenant, Kind.IMAGE);
  }

  /** Looks at a list; nothing of others is in it. */
  private void look(Tenant tenant) {
    var kinds = List.of(Kind.values());
    var kind = kinds.get(tenant.random().nextInt(kinds.size()));
    ask(
        "list-" + kind.plural(),
        tenant,
        () -> tenant.api().get(kind.list()),
        answer -> Checks.nothingOfOthers(tenant, kind, answer));
  }
}
