package cairn.http;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The program's metrics, in Prometheus' text format. Thread-safe. */
public final class Telemetry {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Histogram requests =
      Histogram.builder()
          .name("cairn_http_request_seconds")
          .help("Time from the request's header to the answer, by route.")
          .labelNames("service", "method", "route", "status")
          .classicOnly()
          .classicUpperBounds(0.001, 0.005, 0.02, 0.1, 0.5, 2, 10)
          .register(registry);

  /** Where other rooms register their own. */
  public PrometheusRegistry registry() {
    return registry;
  }

  void observe(String service, String method, String route, int status, long nanos) {
    requests.labelValues(service, method, route, Integer.toString(status)).observe(nanos / 1e9);
  }

  /** All metrics as text (text/plain; version=0.0.4). */
  public byte[] text() {
    var out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.builder().build().write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
