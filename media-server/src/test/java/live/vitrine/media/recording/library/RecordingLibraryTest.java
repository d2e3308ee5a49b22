package live.vitrine.media.recording.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import live.vitrine.media.hub.StreamId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingLibraryTest {
  private static final Instant START = Instant.parse("2026-11-20T22:01:11.250Z");

  @TempDir Path folder;

  private static Recording recording(String id, String stream) {
    return Recording.begun(new RecordingId(id), StreamId.of(stream), START)
        .showing(new Pictures("avc1.64001f,mp4a.40.2", 1280, 720))
        .with(new RecordingFile(id + ".mp4", MediaFormat.MP4, 0, 5_000, 1_000))
        .with(new RecordedEvent("pin", "product", -20, 1_500, "{\"a\":\"\\\"ü\"}"))
        .in(RecordingState.READY);
  }

  private RecordingLibrary with(Recording... recordings) throws IOException {
    RecordingLibrary library = RecordingLibrary.open(folder);
    for (Recording recording : recordings) {
      Files.createDirectories(library.folder(recording.stream()));
      library.save(recording);
    }
    return library;
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    Recording recording = recording("a", "show").cutFrom(new RecordingId("b")).cutOff();
    var _ = with(recording);

    RecordingLibrary again = RecordingLibrary.open(folder);

    Recording light = again.find(new RecordingId("a")).orElseThrow();
    assertThat(light).isEqualTo(recording.withEvents(List.of()));
    assertThat(again.load(light)).isEqualTo(recording);
  }

  @Test
  void listsNewestFirstInPages() throws IOException {
    RecordingLibrary library =
        with(recording("1", "a"), recording("3", "a"), recording("2", "b"), recording("4", "a"));

    assertThat(library.list(null, null, 3))
        .extracting(recording -> recording.id().value())
        .containsExactly("4", "3", "2");
    assertThat(library.list(StreamId.of("a"), new RecordingId("4"), 9))
        .extracting(recording -> recording.id().value())
        .containsExactly("3", "1");
    assertThat(library.totalBytes()).isEqualTo(4_000);
  }

  @Test
  void deletesEverythingOfARecordingUnlessItIsHeld() throws IOException {
    Recording recording = recording("a", "show");
    RecordingLibrary library = with(recording);
    Files.writeString(library.path(recording, "a.mp4"), "media");
    Files.writeString(library.path(recording, "a.init.mp4"), "head");
    Files.writeString(library.path(recording, "a.m3u8"), "#EXTM3U");

    library.hold(recording);
    assertThat(library.delete(recording)).isFalse();
    library.letGo(recording);
    assertThat(library.delete(recording)).isTrue();

    assertThat(library.count()).isZero();
    try (var left = Files.list(library.folder(recording.stream()))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void staysUntilAllWhoHoldItHaveLetGo() throws IOException {
    Recording recording = recording("a", "show");
    RecordingLibrary library = with(recording);

    library.hold(recording);
    library.hold(recording);
    library.letGo(recording);
    assertThat(library.delete(recording)).isFalse();
    library.letGo(recording);
    assertThat(library.delete(recording)).isTrue();
  }

  @Test
  void cannotBeHeldWhileItIsDeleted() throws IOException {
    Recording recording = recording("a", "show").movedTo("s3://shows/");
    RecordingLibrary library = with(recording);
    List<Boolean> held = new ArrayList<>();
    library.moveTo(
        new RemoteStore() {
          @Override
          public URI address(Recording of, String name) {
            throw new AssertionError(name);
          }

          @Override
          public void delete(Recording of) {
            held.add(library.tryHold(of));
          }
        });

    assertThat(library.delete(recording)).isTrue();
    assertThat(held).containsExactly(false);
    assertThat(library.tryHold(recording)).as("gone").isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "not json",
        "{\"id\": \"x\", \"streamId\": \"show\", \"state\": \"sleeping\"}",
        "{\"id\": \"../x\", \"streamId\": \"show\", \"state\": \"ready\"}"
      })
  void leavesOutWhatDescribesNoRecording(String text) throws IOException {
    var _ = with(recording("a", "show"));
    Files.writeString(folder.resolve("show/x.json"), text);

    assertThat(RecordingLibrary.open(folder).count()).isOne();
  }

  @Test
  void leavesOutADescriptionThatNamesAFileElsewhere() throws IOException {
    var _ = with(recording("a", "show"));
    Path file = folder.resolve("show/a.json");
    Files.writeString(file, Files.readString(file).replace("a.mp4", "../../a.mp4"));

    assertThat(RecordingLibrary.open(folder).count()).isZero();
  }

  @Test
  void leavesOutADescriptionInAnotherStreamsFolder() throws IOException {
    var _ = with(recording("a", "show"));
    Files.move(folder.resolve("show"), folder.resolve("other"));

    assertThat(RecordingLibrary.open(folder).count()).isZero();
  }

  @Test
  void removesWhatADeadProcessWasWriting() throws IOException {
    var _ = with(recording("a", "show"));
    Files.writeString(folder.resolve("show/a.json.tmp"), "{");

    assertThat(RecordingLibrary.open(folder).count()).isOne();
    assertThat(folder.resolve("show/a.json.tmp")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../a.mp4", "a/b.mp4", ".mp4", "a.exe", "a.mp4.tmp", "a b.mp4"})
  void knowsNoPathOfOtherNames(String name) throws IOException {
    RecordingLibrary library = with();

    assertThatThrownBy(() -> library.path(recording("a", "show"), name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tellsListenersAlsoWhenOneFails() throws IOException {
    RecordingLibrary library = with();
    List<Recording> told = new ArrayList<>();
    library.onOver(recording -> {
      throw new IllegalStateException("expected");
    });
    library.onOver(told::add);

    library.announce(recording("a", "show"));

    assertThat(told).hasSize(1);
  }

  @Test
  void namesSortByTimeAndDiffer() {
    Random random = new Random(1);
    RecordingId first = RecordingId.create(START, random);
    RecordingId second = RecordingId.create(START, random);
    RecordingId later = RecordingId.create(START.plusMillis(1), random);

    assertThat(first).isNotEqualTo(second).isLessThan(later);
    assertThat(first.value()).startsWith("20261120-220111-250-").hasSize(32);
  }
}
