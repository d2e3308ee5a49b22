package live.vitrine.media.mp4;

import java.util.Arrays;

/** A growing column of numbers. */
final class IntColumn {
  private int[] values = new int[64];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size] = value;
    size++;
  }

  void setLast(int value) {
    values[size - 1] = value;
  }

  int get(int index) {
    return values[index];
  }

  int last() {
    return values[size - 1];
  }

  int size() {
    return size;
  }
}
