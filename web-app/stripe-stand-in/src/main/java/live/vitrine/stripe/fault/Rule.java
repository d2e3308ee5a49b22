package live.vitrine.stripe.fault;

import org.jspecify.annotations.Nullable;

/** A fault, for what it is, and for how many more. */
final class Rule<F> {
  private final F fault;
  private final String prefix;
  private int left;

  Rule(F fault, String prefix, int left) {
    this.fault = fault;
    this.prefix = prefix;
    this.left = left;
  }

  /** The fault, when there is one more for something of that name. */
  @Nullable F use(String name) {
    if (left == 0 || !name.startsWith(prefix)) {
      return null;
    }
    if (left != Faults.UNTIL_RESET) {
      left--;
    }
    return fault;
  }

  int left() {
    return left;
  }

  @Override
  public String toString() {
    String how = left == Faults.UNTIL_RESET ? "until reset" : "next " + left;
    return fault + " " + how + (prefix.isEmpty() ? "" : " for " + prefix + "…");
  }
}
