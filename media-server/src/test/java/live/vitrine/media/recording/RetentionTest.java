package live.vitrine.media.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.recording.library.MediaFormat;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingFile;
import live.vitrine.media.recording.library.RecordingId;
import live.vitrine.media.recording.library.RecordingLibrary;
import live.vitrine.media.recording.library.RecordingState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir Path folder;
  private RecordingLibrary library;

  @BeforeEach
  void record() throws IOException {
    library = RecordingLibrary.open(folder);
    Files.createDirectories(folder.resolve("show"));
    // The older, the smaller the name; a thousand bytes each, one for each of the last days.
    for (int day = 1; day <= 4; day++) {
      Recording _ = save("recording-" + (9 - day), day, RecordingState.READY);
    }
  }

  private Recording save(String id, int days, RecordingState state) throws IOException {
    Recording recording =
        Recording.begun(new RecordingId(id), StreamId.of("show"), NOW.minus(Duration.ofDays(days)))
            .with(new RecordingFile(id + ".mp4", MediaFormat.MP4, 0, 5_000, 1_000))
            .in(state);
    library.save(recording);
    return recording;
  }

  private void retain(Duration maxAge, long maxTotalBytes) {
    new Retention(library, Clock.fixed(NOW, ZoneOffset.UTC), maxAge, maxTotalBytes).removeOnce();
  }

  private int left() {
    return library.count();
  }

  @Test
  void keepsEverythingWithoutLimits() {
    retain(Duration.ZERO, 0);

    assertThat(left()).isEqualTo(4);
  }

  @Test
  void removesWhatIsTooOld() {
    retain(Duration.ofHours(60), 0);

    assertThat(library.list(null, null, 9))
        .extracting(recording -> recording.id().value())
        .containsExactly("recording-8", "recording-7");
  }

  @Test
  void removesTheOldestUntilTheRestFits() {
    retain(Duration.ZERO, 3_500);

    assertThat(library.list(null, null, 9))
        .extracting(recording -> recording.id().value())
        .containsExactly("recording-8", "recording-7", "recording-6");
  }

  @Test
  void neverRemovesWhatIsBeingWritten() throws IOException {
    var _ = save("recording-0", 30, RecordingState.RECORDING);
    Recording held = save("recording-1", 30, RecordingState.READY);
    library.hold(held);

    retain(Duration.ofDays(1), 1);

    assertThat(library.list(null, null, 9))
        .extracting(recording -> recording.id().value())
        .contains("recording-0", "recording-1");
  }
}
