package cairn.placement.provider;

/**
 * How much of a resource class a provider has. Amounts are in the class's own unit.
 *
 * @param reserved for the provider's own use
 * @param minUnit the least that can be claimed at once
 * @param maxUnit the most that can be claimed at once
 * @param stepSize claims are multiples of it
 * @param allocationRatio how many times over what is not reserved may be given away
 */
public record Inventory(
    long total, long reserved, long minUnit, long maxUnit, long stepSize, double allocationRatio) {

  /** All of it to give away once, in pieces of any size. */
  public static Inventory of(long total) {
    return new Inventory(total, 0, 1, total, 1, 1.0);
  }

  /** The same given away that many times over. */
  public Inventory withRatio(double ratio) {
    return new Inventory(total, reserved, minUnit, maxUnit, stepSize, ratio);
  }

  /** The same with that much kept back. */
  public Inventory withReserved(long amount) {
    return new Inventory(total, amount, minUnit, maxUnit, stepSize, allocationRatio);
  }

  /** How much can be given away in all. */
  public long capacity() {
    return (long) ((total - reserved) * allocationRatio);
  }
}
