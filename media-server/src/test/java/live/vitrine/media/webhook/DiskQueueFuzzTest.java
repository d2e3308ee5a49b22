package live.vitrine.media.webhook;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the folder holds, the queue opens, gives what it can, and takes new messages. */
class DiskQueueFuzzTest {
  private static final DiskQueue.Limits LIMITS = new DiskQueue.Limits(100, 100_000, 1_000);
  private static final byte[] FRESH = "fresh".getBytes(StandardCharsets.UTF_8);
  private static final int PLACE_BYTES = 20;
  private static final int FIRST_BYTES = 200;

  @TempDir static Path folder;

  static Stream<Arguments> seeds() {
    byte[] started = record("\0\0\1\2\3\4\5\6\0\5msg_1\0\16stream.started{}");
    byte[] ended = record("\0\0\1\2\3\4\5\7\0\5msg_2\0\14stream.ended{}");
    byte[] nowhere = new byte[PLACE_BYTES];
    byte[] fill = new byte[FIRST_BYTES - 2 * started.length - ended.length];
    return Stream.of(
            new byte[0],
            nowhere,
            join(nowhere, started, ended, started),
            join(place(1, started.length), started, ended, started, fill, ended, started),
            join(place(1, 7), started, ended, started, fill, started),
            join(place(2, started.length), started, ended, started, fill, started, ended),
            join(place(Long.MAX_VALUE, 0), started, ended, new byte[] {0, 0, 0, 1}))
        .map(bytes -> Arguments.of((Object) bytes));
  }

  private static byte[] record(String content) {
    return RecordFormat.encode(content.getBytes(StandardCharsets.ISO_8859_1)).array();
  }

  private static byte[] place(long segment, long offset) {
    ByteBuffer bytes = ByteBuffer.allocate(PLACE_BYTES).putLong(segment).putLong(offset);
    CRC32C check = new CRC32C();
    check.update(bytes.array(), 0, bytes.position());
    return bytes.putInt((int) check.getValue()).array();
  }

  private static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static void write(String name, byte[] bytes, int from, int to) throws IOException {
    int end = Math.min(to, bytes.length);
    Files.write(folder.resolve(name), Arrays.copyOfRange(bytes, Math.min(from, end), end));
  }

  /** The place that was delivered up to, then a full segment, then the last one. */
  @MethodSource("seeds")
  @FuzzTest
  void worksWhateverIsThere(byte[] bytes) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    write(AcknowledgedFile.NAME, bytes, 0, PLACE_BYTES);
    write("0000000000000001.log", bytes, PLACE_BYTES, PLACE_BYTES + FIRST_BYTES);
    write("0000000000000002.log", bytes, PLACE_BYTES + FIRST_BYTES, bytes.length);
    DiskQueue.open(folder, LIMITS).close();
    try (DiskQueue queue = DiskQueue.open(folder, LIMITS)) {
      check(queue.damagedFiles() == 0, "damage is left after it was cut off");
      int dropped = queue.append(FRESH);
      int expected = queue.messages();
      check(dropped <= expected, "dropped " + dropped);
      byte[] last = {};
      for (Optional<DiskQueue.Entry> head = queue.head(); head.isPresent(); head = queue.head()) {
        last = head.get().content();
        check(EventRecord.decode(last).isEmpty() || last.length > 10, "an event out of nothing");
        queue.acknowledge(head.get());
        expected--;
      }
      check(expected == 0, "messages counted wrong by " + expected);
      check(Arrays.equals(last, FRESH), "the new message is not the last");
    }
  }

  /** Plain, because assertions that build descriptions make fuzzing ten times slower. */
  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
