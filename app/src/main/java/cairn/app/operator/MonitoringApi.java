package cairn.app.operator;

import cairn.http.PlainErrors;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.http.Telemetry;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What monitoring asks: {@code /metrics} (Prometheus) and {@code /healthz}. */
public final class MonitoringApi {
  private MonitoringApi() {}

  /** The two tables; health is 200 while the database answers, 503 else. */
  public static List<Routes> routes(Telemetry telemetry, BooleanSupplier healthy) {
    var metrics = new Routes("metrics", "/metrics", PlainErrors.FORM);
    metrics
        .get("")
        .open()
        .to(_ -> Response.bytes(200, "text/plain; version=0.0.4", telemetry.text()));
    var health = new Routes("healthz", "/healthz", PlainErrors.FORM);
    health
        .get("")
        .open()
        .to(_ ->
            healthy.getAsBoolean()
                ? Response.text(200, "text/plain", "ok\n")
                : Response.text(503, "text/plain", "the database does not answer\n"));
    return List.of(metrics, health);
  }
}
