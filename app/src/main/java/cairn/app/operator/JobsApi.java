package cairn.app.operator;

import cairn.common.CloudException;
import cairn.common.Id;
import cairn.http.PlainErrors;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.policy.Rule;
import cairn.work.JobInfo;
import cairn.work.JobStatus;
import cairn.work.Jobs;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/**
 * The list of long work, above all of what was given up, and its second chance: {@code GET
 * /operator/jobs?status=dead}, {@code POST /operator/jobs/ID/retry}.
 */
public final class JobsApi {
  private static final Rule LIST = new Rule("cairn:jobs:list", "role:admin", "List long work");
  private static final Rule RETRY =
      new Rule("cairn:jobs:retry", "role:admin", "Begin work again that was given up");
  private static final int PAGE = 1000;

  private final Jobs jobs;

  /** Serves these jobs. */
  public JobsApi(Jobs jobs) {
    this.jobs = jobs;
  }

  public Routes routes() {
    var routes = new Routes("operator", "/operator", PlainErrors.FORM);
    routes.get("/jobs").policy(LIST).to(this::list);
    routes.post("/jobs/{id}/retry").policy(RETRY).to(this::retry);
    return routes;
  }

  private Response list(Request request) {
    var status = status(request.query().last("status").orElse("dead"));
    var found = jobs.list(status, PAGE);
    return Response.ok(json -> {
      json.writeStartObject();
      json.writeArrayPropertyStart("jobs");
      found.forEach(job -> write(json, job));
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private Response retry(Request request) {
    var id = Id.parse(request.parameter("id")).flatMap(this::dead);
    jobs.retry(
        id.orElseThrow(() ->
            new CloudException(
                CloudException.Kind.NOT_FOUND, "There is no such job that was given up.")));
    return Response.empty(202);
  }

  private Optional<UUID> dead(UUID id) {
    return jobs.find(id).filter(job -> job.status() == JobStatus.DEAD).map(JobInfo::id);
  }

  private static JobStatus status(String text) {
    try {
      return JobStatus.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new CloudException(
          CloudException.Kind.BAD_REQUEST, "status is one of ready, done, dead.", "", e);
    }
  }

  private static void write(JsonGenerator json, JobInfo job) {
    json.writeStartObject();
    json.writeStringProperty("id", job.id().toString());
    json.writeStringProperty("name", job.name());
    json.writeStringProperty("subject", job.subject().toString());
    json.writeStringProperty("label", job.label());
    json.writeStringProperty("status", job.status().name().toLowerCase(Locale.ROOT));
    json.writeNumberProperty("attempts", job.attempts());
    json.writeStringProperty("last_error", job.lastError());
    json.writeStringProperty("request_id", job.requestId());
    json.writeStringProperty("created_at", job.createdAt().toString());
    json.writeStringProperty("due_at", job.dueAt().toString());
    json.writeEndObject();
  }
}
