package cairn.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A tenant and all that it was told. */
final class Tenant {
  private final String name;
  private final String projectId;
  private final String token;
  private final String network;
  private final String image;
  private final Server server;
  private final SplittableRandom random;
  private final List<Thing> things = new ArrayList<>();
  private int names;

  Tenant(Template.Account account, Server server, SplittableRandom random) {
    this.name = account.name();
    this.projectId = account.projectId();
    this.token = account.token();
    this.network = account.network();
    this.image = account.image();
    this.server = server;
    this.random = random;
  }

  Api api() {
    return new Api(server.door(), token);
  }

  String name() {
    return name;
  }

  String projectId() {
    return projectId;
  }

  /** The network that it has from the beginning. */
  String network() {
    return network;
  }

  /** The image that all servers start from. */
  String image() {
    return image;
  }

  SplittableRandom random() {
    return random;
  }

  String freshName(Kind kind) {
    return "%s-%s-%d".formatted(name, kind.word(), ++names);
  }

  List<Thing> things() {
    return things;
  }

  /** Those that were there when it was last told of them. */
  Stream<Thing> present(Kind kind) {
    return things.stream()
        .filter(thing -> thing.kind() == kind && !thing.id().isEmpty())
        .filter(thing -> thing.fate() != Thing.Fate.GONE);
  }

  /** One of them. */
  Optional<Thing> any(Kind kind) {
    var present = present(kind).toList();
    return present.isEmpty()
        ? Optional.empty()
        : Optional.of(present.get(random.nextInt(present.size())));
  }

  Optional<Thing> byId(String id) {
    return things.stream().filter(thing -> thing.id().equals(id)).findFirst();
  }

  /** Notes the answer to a creation; what came of it, where that is known. */
  Optional<Thing> created(Kind kind, String given, Api.Answer answer) {
    if (answer.good()) {
      var body = kind == Kind.IMAGE ? answer.body() : answer.body().path(kind.word());
      var thing = new Thing(kind, body.path("id").asString(), given, Thing.Fate.PRESENT);
      things.add(thing);
      return Optional.of(thing);
    }
    if (answer.unknown()) {
      things.add(new Thing(kind, "", given, Thing.Fate.UNKNOWN));
    }
    return Optional.empty();
  }

  /** A request that got no answer at all, since the server died. */
  static Api.Answer unanswered() {
    return new Api.Answer(599, tools.jackson.databind.node.MissingNode.getInstance(), new byte[0]);
  }
}
