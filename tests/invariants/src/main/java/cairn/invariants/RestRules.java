package cairn.invariants;

import java.util.List;

/** What is not there when everything that was begun has come to its end. */
final class RestRules {
  static final List<Rule> ALL =
      List.of(
          new Rule(
              "a server is under way",
              """
              SELECT id, name, status, task, power, generation, host_id FROM server
               WHERE deleted_at IS NULL
                 AND (task IS NOT NULL OR power = 'ABSENT'
                      OR status NOT IN ('ACTIVE', 'SHUTOFF', 'PAUSED', 'ERROR'))
              """),
          new Rule(
              "an action has no end",
              """
              SELECT a.server_id, a.action, a.request_id, s.status, s.task
                FROM server_action a JOIN server s ON s.id = a.server_id
               WHERE a.finished_at IS NULL
              """),
          new Rule(
              "a job waits or runs",
              """
              SELECT id, name, subject, label, attempts, last_error FROM job
               WHERE status = 'READY' AND due_at <= clock_timestamp() + interval '5 minutes'
              """),
          new Rule(
              "an image is under way",
              "SELECT id, name, status FROM image WHERE status IN ('SAVING', 'IMPORTING')"));

  private RestRules() {}
}
