package live.vitrine.media.benchmark.viewer;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.benchmark.media.MediaFrame;
import live.vitrine.media.benchmark.media.SyntheticShow;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What checking one picture costs a viewer, and that it costs no allocation ({@code -prof gc}). */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class FlvCheckerBenchmark {
  private static final byte[] FILE_HEADER = {'F', 'L', 'V', 1, 5, 0, 0, 0, 9, 0, 0, 0, 0};
  private static final int TAG_HEADER_BYTES = 11;
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final Arena arena = Arena.global();
  private final MediaFrame picture = new SyntheticShow(arena).picture(0);
  private final MediaFrame tag;
  private final FlvChecker checker;
  private long number;

  public FlvCheckerBenchmark() {
    MemorySegment memory = arena.allocate(TAG_HEADER_BYTES + picture.size() + Integer.BYTES);
    memory.set(INT, 0, MediaFrame.VIDEO << 24 | picture.size());
    MemorySegment.copy(picture.body(), 0, memory, TAG_HEADER_BYTES, picture.size());
    memory.set(INT, TAG_HEADER_BYTES + picture.size(), TAG_HEADER_BYTES + picture.size());
    tag = new MediaFrame(MediaFrame.VIDEO, memory, TAG_HEADER_BYTES + picture.stampOffset());

    MemorySegment scratch = arena.allocate(FlvChecker.SCRATCH_BYTES);
    checker = new FlvChecker(scratch, new ViewerFigures());
    MemorySegment header = arena.allocate(FILE_HEADER.length);
    header.copyFrom(MemorySegment.ofArray(FILE_HEADER));
    checker.accept(header, 0, FILE_HEADER.length);
  }

  /** One picture with its next number, whole. */
  @Benchmark
  public void picture() {
    tag.stamp(number, number);
    number++;
    checker.accept(tag.body(), 0, tag.size());
  }
}
