package live.vitrine.media.benchmark.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of several runs. */
public final class Medians {
  private Medians() {}

  /** Median of one figure over all runs; the mean of the middle two for an even number. */
  public static <T> double of(List<T> runs, ToDoubleFunction<T> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
