package live.vitrine.media.webhook;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One file of a queue. Guarded by the queue's lock. */
final class Segment {
  /** Far more than a server can write, and far from the end of the numbers. */
  static final long MAX_NUMBER = 1_000_000_000_000_000L;

  private static final Pattern NAME = Pattern.compile("([0-9]{16})\\.log");

  final long number;
  final Path file;

  /** Records that are not acknowledged. */
  int messages;

  /** Bytes in them. */
  long bytes;

  /** Where the last whole record ends. */
  long end;

  Segment(Path folder, long number) {
    this.number = number;
    this.file = folder.resolve("%016d.log".formatted(number));
  }

  /** The number in a file's name, if it is a segment's. */
  static OptionalLong numberOf(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(name.group(1));
    return number <= MAX_NUMBER ? OptionalLong.of(number) : OptionalLong.empty();
  }

  /**
   * Counts the records from a place on, and cuts off what follows the last whole one.
   *
   * @param from where the acknowledged ones end
   * @return where the first record to deliver begins: {@code from}, or 0 if no record begins there
   * @throws IOException the file cannot be read
   */
  long scan(long from) throws IOException {
    boolean met = false;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (byte[] content = RecordFormat.read(channel, 0);
          content != null;
          content = RecordFormat.read(channel, end)) {
        if (end == from) {
          met = true;
          messages = 0;
          bytes = 0;
        }
        messages++;
        bytes += RecordFormat.sizeOf(content);
        end += RecordFormat.sizeOf(content);
      }
    }
    if (from >= end) {
      messages = 0;
      bytes = 0;
      return end;
    }
    return met ? from : 0;
  }

  /** Bytes behind the last whole record. */
  long damagedBytes() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.size() - end;
    }
  }

  void cut() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(end);
    }
  }
}
