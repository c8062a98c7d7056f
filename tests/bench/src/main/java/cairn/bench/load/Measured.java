package cairn.bench.load;

/**
 * What a load showed.
 *
 * @param requests that were answered as wanted
 * @param failures the other answers
 * @param seconds from the first request to the last answer
 * @param p50Millis half of the requests took at most this long
 * @param p99Millis 99 of 100 took at most this long
 * @param cpuMillis processor time of the cloud's processes for one request; 0 where it is not known
 */
public record Measured(
    long requests,
    long failures,
    double seconds,
    double p50Millis,
    double p99Millis,
    double cpuMillis) {
  /** Requests in a second. */
  public double rate() {
    return requests / seconds;
  }
}
