package live.vitrine.media.mp4;

/** Numbers of which many in a row are the same, as tables of an MP4 file hold them. */
final class RunColumn {
  private final IntColumn counts = new IntColumn();
  private final IntColumn values = new IntColumn();

  void add(int value) {
    if (values.size() > 0 && values.last() == value) {
      counts.setLast(counts.last() + 1);
    } else {
      counts.add(1);
      values.add(value);
    }
  }

  /** Whether every number is 0. */
  boolean isZero() {
    return values.size() == 0 || (values.size() == 1 && values.last() == 0);
  }

  /** Writes how many runs there are, then count and value of each. */
  void writeTo(BoxWriter out) {
    out.u32(values.size());
    for (int i = 0; i < values.size(); i++) {
      out.u32(counts.get(i));
      out.u32(values.get(i));
    }
  }
}
