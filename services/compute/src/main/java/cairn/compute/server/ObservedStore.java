package cairn.compute.server;

import cairn.common.Json;
import cairn.compute.quota.Usage;
import cairn.compute.wiring.Nic;
import cairn.protocol.GuestSpec.Power;
import cairn.sql.Row;
import cairn.sql.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;

/** SQL for what agents observe: many rows in few statements. */
final class ObservedStore {
  /** What an observation is compared with. */
  record Observable(
      ServerId id,
      UUID host,
      String projectId,
      Usage usage,
      List<Nic> nics,
      Transition.Known known) {}

  private static final String LOCK =
      """
      SELECT id, host_id, project_id, vcpus, memory_mib, nics, status, task, power_state, power,
             generation, boot
        FROM server
       WHERE id = ANY(:ids) AND host_id IS NOT NULL AND deleted_at IS NULL
       ORDER BY id FOR UPDATE
      """;
  private static final String MOVE =
      """
      UPDATE server SET status = :status, task = :task, power_state = :powerState,
             fault = :fault,
             power = CASE WHEN :stop THEN 'STOPPED' ELSE power END,
             generation = CASE WHEN :stop THEN generation + 1 ELSE generation END,
             launched_at = CASE WHEN launched_at IS NULL AND :status = 'ACTIVE' THEN :now::timestamptz
                                ELSE launched_at END,
             updated_at = :now
       WHERE id = :id
      """;

  private static final TypeReference<List<Nic>> NICS = new TypeReference<>() {};

  List<Observable> lock(Transaction tx, Collection<UUID> ids) {
    return tx.sql(LOCK).bind("ids", ids).list(ObservedStore::observable);
  }

  private static Observable observable(Row row) {
    return new Observable(
        new ServerId(row.uuid("id")),
        row.uuid("host_id"),
        row.text("project_id"),
        new Usage(1, row.integer("vcpus"), row.integer("memory_mib")),
        Json.MAPPER.readValue(row.text("nics"), NICS),
        new Transition.Known(
            row.constant("status", ServerStatus.class),
            row.optionalConstant("task", Task.class),
            row.integer("power_state"),
            row.constant("power", Power.class),
            row.longInteger("generation"),
            row.longInteger("boot")));
  }

  record Move(ServerId id, Transition transition, String detail) {}

  void move(Transaction tx, List<Move> moves, Instant now) {
    tx.sql(MOVE)
        .bind("now", now)
        .batch(
            moves,
            (query, move) ->
                query
                    .bind("id", move.id())
                    .bind("status", move.transition().status())
                    .bind("task", move.transition().task())
                    .bind("powerState", move.transition().powerState())
                    .bind("stop", move.transition().stop())
                    .bind(
                        "fault",
                        move.transition()
                            .fault()
                            .map(text -> new Fault(500, text, move.detail(), now))
                            .map(Json.MAPPER::valueToTree)));
  }
}
