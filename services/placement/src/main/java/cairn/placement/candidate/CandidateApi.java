package cairn.placement.candidate;

import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.placement.vocabulary.Words;
import cairn.placement.wire.Answers;
import cairn.policy.Rule;
import cairn.sql.Database;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** The route that lists allocation candidates. */
public final class CandidateApi {
  private static final Rule LIST =
      new Rule(
          "placement:allocation_candidates:list",
          "role:admin or role:service",
          "List the ways to meet a need");

  private final Database database;
  private final Words traits;
  private final Words classes;
  private final Answers answers;
  private final NodeStore store = new NodeStore();

  public CandidateApi(Database database, Words traits, Words classes, Answers answers) {
    this.database = database;
    this.traits = traits;
    this.classes = classes;
    this.answers = answers;
  }

  /** Enters the route into the table. */
  public void addTo(Routes routes) {
    routes.get("/allocation_candidates").since("1.10").policy(LIST).to(this::list);
  }

  private Response list(Request request) {
    var question = Question.read(request.version(), request.query());
    List<Node> nodes =
        database.read(tx -> {
          for (var needs : question.groups().values()) {
            traits.check(tx, needs.traitNames());
            classes.check(tx, needs.resources().keySet());
          }
          traits.check(tx, question.rootRequired());
          traits.check(tx, question.rootForbidden());
          return store.all(tx);
        });
    var found = search(question, nodes);
    return answers.ok(
        request, json -> CandidateJson.write(json, found, nodes, question, request.version()));
  }

  private static List<Candidate> search(Question question, List<Node> nodes) {
    var trees = new LinkedHashMap<UUID, List<Node>>();
    nodes.forEach(node -> trees.computeIfAbsent(node.root(), _ -> new ArrayList<>()).add(node));
    // The same amounts of the same providers are one candidate, whichever group they are for.
    var found = new LinkedHashMap<Object, Candidate>();
    for (var tree : trees.values()) {
      for (var candidate : new TreeSearch(question, tree).candidates()) {
        found.putIfAbsent(candidate.resources(), candidate);
        if (found.size() == question.limit()) {
          return List.copyOf(found.values());
        }
      }
    }
    return List.copyOf(found.values());
  }
}
