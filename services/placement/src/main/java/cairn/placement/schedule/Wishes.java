package cairn.placement.schedule;

/**
 * How much a server's group would like each host; nothing of most of them. Only the blocks in which
 * the group has servers hold figures. Immutable once built.
 */
final class Wishes {
  private static final int[] NONE = new int[0];

  private final int[][] blocks;

  private Wishes(int[][] blocks) {
    this.blocks = blocks;
  }

  static Wishes of(Snapshot snapshot, Group group) {
    var sign =
        switch (group.kind()) {
          case SOFT_AFFINITY -> 1;
          case SOFT_ANTI_AFFINITY -> -1;
          case AFFINITY, ANTI_AFFINITY -> 0;
        };
    if (sign == 0 || group.serversByHost().isEmpty()) {
      return new Wishes(new int[0][]);
    }
    var blocks = new int[snapshot.blocks.length][];
    java.util.Arrays.fill(blocks, NONE);
    group
        .serversByHost()
        .forEach((id, servers) -> {
          var place = snapshot.place(id);
          if (place >= 0) {
            var b = place / Block.SIZE;
            if (blocks[b].length == 0) {
              blocks[b] = new int[Block.SIZE];
            }
            blocks[b][place % Block.SIZE] = sign * servers;
          }
        });
    return new Wishes(blocks);
  }

  /** Whether the group has no wish about any host of that block. */
  boolean noneIn(int block) {
    return blocks.length == 0 || blocks[block].length == 0;
  }

  /** The wish about host i of that block. */
  int of(int block, int i) {
    return noneIn(block) ? 0 : blocks[block][i];
  }
}
