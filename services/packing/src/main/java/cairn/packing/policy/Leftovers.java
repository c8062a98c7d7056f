package cairn.packing.policy;

import cairn.packing.Fleet;
import java.util.Arrays;

/**
 * How much GPU a node in some state would be left with: for each list of its {@link Futures} the
 * node is offered one task after the other and takes each that fits (a share on the tightest GPU);
 * what is idle in the end, added up over the lists, is the leftover. The same state has always the
 * same leftover, and is remembered: in a table of fixed size, where a newer state takes the place
 * of an older one. Whole CPUs count, so that nodes which differ by less share what is remembered;
 * that makes it twice as fast and changes allocation by less than 0.1 points. Used by one thread.
 */
final class Leftovers {
  private static final int REMEMBERED = 1 << 16;
  private static final int UNKNOWN = -1;
  private static final int CPU_MILLI = 1000;

  private final Futures futures;
  private final int stride;
  private final short[] knownShares;
  private final int[] knownCpu;
  private final byte[] knownModel;
  private final int[] known;
  private final int[] state;
  private final int[] left;

  Leftovers(Futures futures, int devicesMax) {
    this.futures = futures;
    stride = devicesMax;
    knownShares = new short[REMEMBERED * stride];
    knownCpu = new int[REMEMBERED];
    knownModel = new byte[REMEMBERED];
    known = new int[REMEMBERED];
    Arrays.fill(known, UNKNOWN);
    state = new int[stride];
    left = new int[stride];
  }

  /** The leftover of a node with so much CPU left, were so much taken of each of those GPUs. */
  int of(Fleet fleet, int node, int cpuLeft, int devices, int taken) {
    var count = 0;
    var lost = 0;
    for (var device = 0; device < fleet.devices(node); device++) {
      var share = fleet.gpuLeft(node, device) - (devices >>> device & 1) * taken;
      if (share < futures.shareMin()) {
        lost += share;
      } else {
        insert(state, count++, share);
      }
    }
    var model = fleet.model(node);
    if (count == 0 || cpuLeft < futures.cpuMin(model)) {
      for (var device = 0; device < count; device++) {
        lost += state[device];
      }
      return lost * Futures.LISTS;
    }
    return lost * Futures.LISTS + remembered(model, cpuLeft - cpuLeft % CPU_MILLI, count);
  }

  /** Puts a share into a sorted array that has so many already. */
  private static void insert(int[] sorted, int count, int share) {
    var place = count;
    while (place > 0 && sorted[place - 1] > share) {
      sorted[place] = sorted[place - 1];
      place--;
    }
    sorted[place] = share;
  }

  private int remembered(int model, int cpuLeft, int count) {
    var hash = cpuLeft * 31L + model;
    for (var device = 0; device < count; device++) {
      hash = hash * 0x9E3779B97F4A7C15L + state[device];
    }
    hash *= 0x9E3779B97F4A7C15L;
    var entry = (int) (hash >>> 40) & REMEMBERED - 1;
    if (!isKnown(entry, model, cpuLeft, count)) {
      for (var device = 0; device < stride; device++) {
        knownShares[entry * stride + device] = (short) (device < count ? state[device] : 0);
      }
      knownCpu[entry] = cpuLeft;
      knownModel[entry] = (byte) model;
      known[entry] = rehearse(model, cpuLeft, count);
    }
    return known[entry];
  }

  private boolean isKnown(int entry, int model, int cpuLeft, int count) {
    if (known[entry] == UNKNOWN || knownCpu[entry] != cpuLeft || knownModel[entry] != model) {
      return false;
    }
    for (var device = 0; device < count; device++) {
      if (knownShares[entry * stride + device] != state[device]) {
        return false;
      }
    }
    return count == stride || knownShares[entry * stride + count] == 0;
  }

  private int rehearse(int model, int cpuLeft, int count) {
    var sum = 0;
    for (var list : futures.lists(model, state[count - 1])) {
      System.arraycopy(state, 0, left, 0, count);
      sum += rehearse(list, cpuLeft, futures.cpuMin(model), count);
    }
    return sum;
  }

  /** What is idle after one list. GPUs with less left than anybody wants leave the array. */
  private int rehearse(int[] list, int cpu, int cpuMin, int devices) {
    var shareMin = futures.shareMin();
    var cpuLeft = cpu;
    var count = devices;
    var idle = 0;
    var most = 0;
    for (var device = 0; device < count; device++) {
      idle += left[device];
      most = Math.max(most, left[device]);
    }
    for (var task = 0; task < list.length; task += Futures.FIELDS) {
      var share = list[task + 2];
      if (list[task] > cpuLeft || share > most) {
        continue;
      }
      var gpus = list[task + 1];
      if (gpus == 1) {
        var device = tightest(share, count);
        left[device] -= share;
        if (left[device] < shareMin) {
          left[device] = left[--count];
        }
      } else if (free(count) >= gpus) {
        count = without(gpus, count);
      } else {
        continue;
      }
      cpuLeft -= list[task];
      idle -= gpus * share;
      if (count == 0 || cpuLeft < cpuMin) {
        break;
      }
      most = most(count);
    }
    return idle;
  }

  /** The GPU with the least left that has so much. */
  private int tightest(int share, int count) {
    var best = -1;
    var least = Integer.MAX_VALUE;
    for (var device = 0; device < count; device++) {
      if (left[device] >= share && left[device] < least) {
        best = device;
        least = left[device];
      }
    }
    return best;
  }

  private int most(int count) {
    var most = 0;
    for (var device = 0; device < count; device++) {
      most = Math.max(most, left[device]);
    }
    return most;
  }

  private int free(int count) {
    var free = 0;
    for (var device = 0; device < count; device++) {
      free += left[device] == Fleet.DEVICE_MILLI ? 1 : 0;
    }
    return free;
  }

  /** Takes so many free GPUs out of the array; how many remain in it. */
  private int without(int gpus, int count) {
    var remain = 0;
    var taken = 0;
    for (var device = 0; device < count; device++) {
      if (taken < gpus && left[device] == Fleet.DEVICE_MILLI) {
        taken++;
      } else {
        left[remain++] = left[device];
      }
    }
    return remain;
  }
}
