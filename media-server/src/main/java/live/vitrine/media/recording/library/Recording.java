package live.vitrine.media.recording.library;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import live.vitrine.media.hub.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a recording. Immutable: a change makes another one.
 *
 * @param stream whose it is
 * @param state where it stands
 * @param interrupted whether the server died or the disk failed while it was written, so that its
 *     last seconds may be missing
 * @param reason why it failed; empty when it did not
 * @param startedAt wall-clock time of its first frame
 * @param pictures what is in it
 * @param files in the order of their beginning
 * @param events in the order they were announced
 * @param clipOf the recording it was cut from; null when it was recorded
 * @param storedAt where its media files are when they are not in the folder; empty when they are
 * @param stills its poster picture and storyboard
 */
public record Recording(
    RecordingId id,
    StreamId stream,
    RecordingState state,
    boolean interrupted,
    String reason,
    Instant startedAt,
    Pictures pictures,
    List<RecordingFile> files,
    List<RecordedEvent> events,
    @Nullable RecordingId clipOf,
    String storedAt,
    Stills stills) {
  public Recording {
    files = List.copyOf(files);
    events = List.copyOf(events);
  }

  /** One that has just begun. */
  public static Recording begun(RecordingId id, StreamId stream, Instant startedAt) {
    return new Recording(
        id,
        stream,
        RecordingState.RECORDING,
        false,
        "",
        startedAt,
        Pictures.UNKNOWN,
        List.of(),
        List.of(),
        null,
        "",
        Stills.PENDING);
  }

  /** How long it is, in milliseconds: to where the last of its files ends. */
  public long durationMillis() {
    return files.stream().mapToLong(RecordingFile::endMillis).max().orElse(0);
  }

  /** What all of its files hold, those of its stills included. */
  public long bytes() {
    return files.stream().mapToLong(RecordingFile::bytes).sum() + stills.bytes();
  }

  /** Whether its files are no longer written to. */
  public boolean isOver() {
    return state == RecordingState.READY || state == RecordingState.FAILED;
  }

  /** Whether it is over and its stills have been tried. */
  public boolean isSettled() {
    return isOver() && stills.state() != Stills.State.PENDING;
  }

  /** Its files of one format. */
  public List<RecordingFile> files(MediaFormat format) {
    return files.stream().filter(file -> file.format() == format).toList();
  }

  /** At another stage. */
  public Recording in(RecordingState next) {
    return changed(copy -> copy.state = next);
  }

  /** Ended too early, with files that are not closed yet. */
  public Recording failing(String why) {
    return changed(copy -> {
      copy.state = RecordingState.FAILING;
      copy.interrupted = true;
      copy.reason = why;
    });
  }

  /** The process that wrote it died. */
  public Recording cutOff() {
    return changed(copy -> copy.interrupted = true);
  }

  /** With what its first file says. */
  public Recording showing(Pictures known) {
    return changed(copy -> copy.pictures = known);
  }

  /** Begun at another moment: that of its first frame. */
  public Recording startedAt(Instant start) {
    return changed(copy -> copy.startedAt = start);
  }

  /** With these files in place of its own. */
  public Recording withFiles(List<RecordingFile> all) {
    return changed(copy -> copy.files = all);
  }

  /** With a file that is new, or in place of the one of the same name. */
  public Recording with(RecordingFile file) {
    List<RecordingFile> all = new ArrayList<>(files);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).name().equals(file.name())) {
        all.set(i, file);
        return withFiles(all);
      }
    }
    all.add(file);
    return withFiles(all);
  }

  /** With an event that is new, or in place of the one with the same id. */
  public Recording with(RecordedEvent event) {
    List<RecordedEvent> all = new ArrayList<>(events);
    all.removeIf(known -> known.id().equals(event.id()));
    all.add(event);
    return withEvents(all);
  }

  /** With these events in place of its own. */
  public Recording withEvents(List<RecordedEvent> all) {
    return changed(copy -> copy.events = all);
  }

  /** As one that was cut from another. */
  public Recording cutFrom(RecordingId original) {
    return changed(copy -> copy.clipOf = original);
  }

  /** With its media files somewhere else than in the folder. */
  public Recording movedTo(String address) {
    return changed(copy -> copy.storedAt = address);
  }

  /** With these stills in place of its own. */
  public Recording withStills(Stills made) {
    return changed(copy -> copy.stills = made);
  }

  private Recording changed(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return new Recording(
        id,
        stream,
        copy.state,
        copy.interrupted,
        copy.reason,
        copy.startedAt,
        copy.pictures,
        copy.files,
        copy.events,
        copy.clipOf,
        copy.storedAt,
        copy.stills);
  }

  /** What may change, while it does. */
  private static final class Copy {
    private RecordingState state;
    private boolean interrupted;
    private String reason;
    private Instant startedAt;
    private Pictures pictures;
    private List<RecordingFile> files;
    private List<RecordedEvent> events;
    private @Nullable RecordingId clipOf;
    private String storedAt;
    private Stills stills;

    Copy(Recording original) {
      this.state = original.state;
      this.interrupted = original.interrupted;
      this.reason = original.reason;
      this.startedAt = original.startedAt;
      this.pictures = original.pictures;
      this.files = original.files;
      this.events = original.events;
      this.clipOf = original.clipOf;
      this.storedAt = original.storedAt;
      this.stills = original.stills;
    }
  }
}
