package live.vitrine.media.hub;

import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A run together with its gathered writes, one per framing in use on this event loop, each made
 * when first needed. Owns one reference of the run.
 */
final class FramedRun {
  private enum Part {
    TAGS,
    PREAMBLE
  }

  private record Framed(Framing framing, Part part, Vector vector) {}

  private final TagRun run;
  private final ByteBufAllocator allocator;
  private final List<Framed> vectors = new ArrayList<>(2);

  /** Takes ownership of one reference of {@code run}. */
  FramedRun(TagRun run, ByteBufAllocator allocator) {
    this.run = run;
    this.allocator = allocator;
  }

  TagRun run() {
    return run;
  }

  /** The run's tags for a protocol; borrowed. */
  Vector vector(Framing framing) {
    return vector(framing, Part.TAGS);
  }

  /** What comes before the first tag when a viewer starts here; borrowed. */
  Vector preamble(Framing framing) {
    return vector(framing, Part.PREAMBLE);
  }

  private Vector vector(Framing framing, Part part) {
    for (int i = 0; i < vectors.size(); i++) {
      Framed framed = vectors.get(i);
      if (framed.framing.equals(framing) && framed.part == part) {
        return framed.vector;
      }
    }
    Vector vector = build(framing, part);
    vectors.add(new Framed(framing, part, vector));
    return vector;
  }

  private Vector build(Framing framing, Part part) {
    VectorBuilder builder = new VectorBuilder(allocator);
    switch (part) {
      case TAGS -> framing.run(run.tags(), run.length(), builder);
      case PREAMBLE -> {
        JoinPreamble preamble = joinPreamble();
        framing.preamble(preamble.hasAudio(), preamble.hasVideo(), preamble.tags(), builder);
      }
    }
    return builder.build();
  }

  private JoinPreamble joinPreamble() {
    return Objects.requireNonNull(run.preamble(), "not a join point");
  }

  void release() {
    vectors.forEach(framed -> framed.vector.release());
    run.release();
  }
}
