package cairn.policy;

import java.util.List;

/**
 * Why a rule holds or does not.
 *
 * @param check the check's text
 * @param holds whether it holds
 * @param parts the checks that it is made of
 */
public record Explanation(String check, boolean holds, List<Explanation> parts) {
  public Explanation {
    parts = List.copyOf(parts);
  }
}
