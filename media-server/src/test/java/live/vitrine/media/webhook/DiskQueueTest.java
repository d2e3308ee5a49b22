package live.vitrine.media.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskQueueTest {
  private static final DiskQueue.Limits SMALL = new DiskQueue.Limits(10, 1_000, 60);

  @TempDir Path folder;
  private final List<DiskQueue> opened = new ArrayList<>();

  /** As after a kill, those opened before are not closed. */
  private DiskQueue open(DiskQueue.Limits limits) throws IOException {
    DiskQueue queue = DiskQueue.open(folder, limits);
    opened.add(queue);
    return queue;
  }

  @AfterEach
  void close() throws IOException {
    for (DiskQueue queue : opened) {
      queue.close();
    }
  }

  private static void append(DiskQueue queue, String... messages) throws IOException {
    for (String message : messages) {
      assertThat(queue.append(message.getBytes(StandardCharsets.UTF_8))).isZero();
    }
  }

  private static String next(DiskQueue queue) throws IOException {
    Optional<DiskQueue.Entry> head = queue.head();
    if (head.isEmpty()) {
      return "";
    }
    queue.acknowledge(head.get());
    return new String(head.get().content(), StandardCharsets.UTF_8);
  }

  private static List<String> drain(DiskQueue queue) throws IOException {
    List<String> all = new ArrayList<>();
    for (String message = next(queue); !message.isEmpty(); message = next(queue)) {
      all.add(message);
    }
    return all;
  }

  private List<Path> segments() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
    }
  }

  @Test
  void givesMessagesInOrder() throws IOException {
    DiskQueue queue = open(SMALL);
    append(queue, "a", "b");
    assertThat(next(queue)).isEqualTo("a");
    append(queue, "c");

    assertThat(drain(queue)).containsExactly("b", "c");
    assertThat(queue.messages()).isZero();
    assertThat(queue.bytes()).isZero();
  }

  @Test
  void givesAMessageAgainUntilItIsAcknowledged() throws IOException {
    DiskQueue queue = open(SMALL);
    append(queue, "a", "b");

    assertThat(queue.head().orElseThrow().content())
        .isEqualTo(queue.head().orElseThrow().content());
    assertThat(queue.messages()).isEqualTo(2);
  }

  @Test
  void leavesNoFilesBehindWhereNothingCanBeWritten() throws IOException {
    DiskQueue queue = open(SMALL);
    for (int i = 0; i < 5; i++) {
      // Writing fails then, as on a disk that is full: the file can be made all the same.
      Thread.currentThread().interrupt();
      try {
        assertThatThrownBy(() -> queue.append(new byte[] {1})).isInstanceOf(IOException.class);
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
    }

    assertThat(segments()).isEmpty();
    append(queue, "a", "b");
    assertThat(drain(queue)).containsExactly("a", "b");
  }

  @Test
  void survivesAKill() throws IOException {
    DiskQueue killed = open(SMALL);
    append(killed, "a", "b", "c", "d", "e", "f", "g", "h", "i");
    assertThat(next(killed)).isEqualTo("a");
    assertThat(next(killed)).isEqualTo("b");

    DiskQueue queue = open(SMALL);
    assertThat(queue.messages()).isEqualTo(7);
    append(queue, "j");

    assertThat(drain(queue)).containsExactly("c", "d", "e", "f", "g", "h", "i", "j");
    assertThat(queue.damagedFiles()).isZero();
  }

  @Test
  void deletesWhatIsDelivered() throws IOException {
    DiskQueue queue = open(SMALL);
    append(queue, "a".repeat(60), "b".repeat(60), "c".repeat(60));
    assertThat(segments()).hasSize(3);

    assertThat(drain(queue)).hasSize(3);

    assertThat(segments()).hasSizeLessThanOrEqualTo(1);
    assertThat(open(SMALL).messages()).isZero();
    assertThat(segments()).isEmpty();
  }

  @Test
  void dropsTheOldestForANewOneWhenThereAreTooMany() throws IOException {
    DiskQueue queue = open(SMALL);
    append(queue, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    DiskQueue.Entry beingSent = queue.head().orElseThrow();

    assertThat(queue.append(new byte[] {'x'})).isOne();
    queue.acknowledge(beingSent);

    assertThat(drain(queue)).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "x");
  }

  @Test
  void dropsTheOldestForANewOneWhenTheyAreTooLarge() throws IOException {
    DiskQueue queue = open(SMALL);
    append(queue, "a".repeat(400), "b".repeat(400));

    assertThat(queue.append(new byte[900])).isEqualTo(2);

    assertThat(queue.messages()).isOne();
    assertThat(queue.bytes()).isEqualTo(908);
  }

  @Test
  void cutsOffHalfAMessage() throws IOException {
    append(open(SMALL), "a", "b");
    Path file = segments().getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      Files.deleteIfExists(folder.resolve(AcknowledgedFile.NAME));

      DiskQueue queue = open(SMALL);

      assertThat(queue.messages()).isEqualTo(length / 9);
      assertThat(queue.damagedFiles()).isEqualTo(length % 9 == 0 ? 0 : 1);
      assertThat(drain(queue)).isEqualTo(List.of("a", "b").subList(0, length / 9));
    }
  }

  @Test
  void losesOnlyWhatIsBehindTheDamageInItsFile() throws IOException {
    append(open(SMALL), "a".repeat(30), "b".repeat(30), "c".repeat(30), "d".repeat(30));
    assertThat(segments()).hasSize(2);
    byte[] bytes = Files.readAllBytes(segments().getFirst());
    bytes[50] ^= 1;
    Files.write(segments().getFirst(), bytes);

    DiskQueue queue = open(SMALL);

    assertThat(drain(queue)).containsExactly("a".repeat(30), "c".repeat(30), "d".repeat(30));
    assertThat(queue.damagedFiles()).isOne();
  }

  @Test
  void deliversAgainWhenThePlaceIsDamaged() throws IOException {
    DiskQueue killed = open(SMALL);
    append(killed, "a", "b", "c");
    assertThat(next(killed)).isEqualTo("a");
    Files.write(
        folder.resolve(AcknowledgedFile.NAME),
        new byte[] {1},
        StandardOpenOption.TRUNCATE_EXISTING);

    assertThat(drain(open(SMALL))).containsExactly("a", "b", "c");
  }

  @Test
  void leavesWhatIsNotItsOwn() throws IOException {
    Files.createDirectory(folder.resolve("0000000000000001.log"));
    Files.writeString(folder.resolve("9999999999999999.log"), "far away");
    Files.writeString(folder.resolve("notes.txt"), "mine");

    DiskQueue queue = open(SMALL);
    append(queue, "a");

    assertThat(drain(open(SMALL))).containsExactly("a");
    assertThat(folder.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void noticesWhenFilesChangeUnderneath() throws IOException {
    DiskQueue queue = open(SMALL);
    append(queue, "a".repeat(60), "b");
    Files.write(segments().getFirst(), new byte[5]);

    assertThat(drain(queue)).containsExactly("b");
    append(queue, "c");
    assertThat(drain(queue)).containsExactly("c");
  }
}
