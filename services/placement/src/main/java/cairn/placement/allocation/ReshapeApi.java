package cairn.placement.allocation;

import cairn.http.BodySchema;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.placement.provider.Reshaping;
import cairn.placement.vocabulary.Words;
import cairn.placement.wire.Answers;
import cairn.placement.wire.Needs;
import cairn.sql.Database;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The route that moves inventories between providers together with what is claimed of them. */
public final class ReshapeApi {
  private final Database database;
  private final Allocations allocations;
  private final Reshaping reshaping;
  private final Words classes;
  private final Answers answers;

  public ReshapeApi(
      Database database,
      Allocations allocations,
      Reshaping reshaping,
      Words classes,
      Answers answers) {
    this.database = database;
    this.allocations = allocations;
    this.reshaping = reshaping;
    this.classes = classes;
    this.answers = answers;
  }

  /** Enters the route into the table. */
  public void addTo(Routes routes) {
    routes
        .post("/reshaper")
        .since("1.30")
        .until("1.33")
        .body(schema(AllocationSchemas.PUT_1_28))
        .policy(AllocationPolicy.RESHAPE)
        .to(this::reshape);
    routes
        .post("/reshaper")
        .since("1.34")
        .until("1.37")
        .body(schema(AllocationSchemas.PUT_1_34))
        .policy(AllocationPolicy.RESHAPE)
        .to(this::reshape);
    routes
        .post("/reshaper")
        .since("1.38")
        .body(schema(AllocationSchemas.PUT_1_38))
        .policy(AllocationPolicy.RESHAPE)
        .to(this::reshape);
  }

  private static BodySchema schema(BodySchema allocations) {
    return BodySchema.of(
        """
        {
          "type": "object",
          "properties": {
            "inventories": {
              "type": "object",
              "patternProperties": {"^[0-9a-fA-F-]{36}$": %s},
              "additionalProperties": false
            },
            "allocations": {
              "type": "object",
              "patternProperties": {"^[0-9a-fA-F-]{36}$": %s},
              "additionalProperties": false
            }
          },
          "required": ["inventories", "allocations"],
          "additionalProperties": false
        }
        """
            .formatted(Reshaping.schema().source(), allocations.source()));
  }

  private Response reshape(Request request) {
    var bodies = new TreeMap<UUID, JsonNode>();
    request
        .body()
        .get("inventories")
        .properties()
        .forEach(entry -> bodies.put(Needs.uuid(entry.getKey(), "inventories"), entry.getValue()));
    var wanted = Reshaping.read(bodies, request.version());
    var claims = new ArrayList<Claim>();
    request
        .body()
        .get("allocations")
        .properties()
        .forEach(entry ->
            claims.add(
                AllocationJson.read(Needs.uuid(entry.getKey(), "allocations"), entry.getValue())));
    var names = new HashSet<String>();
    claims.forEach(
        claim -> claim.resources().values().forEach(amounts -> names.addAll(amounts.keySet())));
    database.run(tx -> {
      classes.check(tx, names);
      bodies.forEach((id, body) ->
          reshaping.widen(
              tx,
              id,
              body.get("resource_provider_generation").asLong(),
              wanted.getOrDefault(id, Map.of())));
      allocations.replace(tx, claims);
      wanted.forEach((id, inventories) -> reshaping.narrow(tx, id, inventories));
    });
    return answers.empty(request, 204);
  }
}
