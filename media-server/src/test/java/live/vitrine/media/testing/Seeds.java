package live.vitrine.media.testing;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * Seeds of property tests: {@code @MethodSource("live.vitrine.media.testing.Seeds#some")}. The name
 * of a failed case shows the seed that made it.
 */
public final class Seeds {
  private Seeds() {}

  static LongStream some() {
    return LongStream.rangeClosed(1, 50);
  }

  /** The same numbers for the same seed, on every machine. */
  public static RandomGenerator random(long seed) {
    return new SplittableRandom(seed);
  }
}
