package cairn.packing;

/** What a packer found, for those who want more than a slot. */
public sealed interface Decision {
  /** A place. */
  record Placed(Node node, long slot) implements Decision {}

  /** No place, and why. */
  record Refused(Refusal refusal) implements Decision {}
}
