package live.vitrine.media.recording.library;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    return new Recording(
        id,
        stream,
        next,
        interrupted,
        reason,
        startedAt,
        pictures,
        files,
        events,
        clipOf,
        storedAt,
        stills);
  }

  /** Ended too early, with files that are not closed yet. */
  public Recording failing(String why) {
    return new Recording(
        id,
        stream,
        RecordingState.FAILING,
        true,
        why,
        startedAt,
        pictures,
        files,
        events,
        clipOf,
        storedAt,
        stills);
  }

  /** The process that wrote it died. */
  public Recording cutOff() {
    return new Recording(
        id, stream, state, true, reason, startedAt, pictures, files, events, clipOf, storedAt,
        stills);
  }

  /** With what its first file says. */
  public Recording showing(Pictures known) {
    return new Recording(
        id,
        stream,
        state,
        interrupted,
        reason,
        startedAt,
        known,
        files,
        events,
        clipOf,
        storedAt,
        stills);
  }

  /** Begun at another moment: that of its first frame. */
  public Recording startedAt(Instant start) {
    return new Recording(
        id,
        stream,
        state,
        interrupted,
        reason,
        start,
        pictures,
        files,
        events,
        clipOf,
        storedAt,
        stills);
  }

  /** With these files in place of its own. */
  public Recording withFiles(List<RecordingFile> all) {
    return new Recording(
        id,
        stream,
        state,
        interrupted,
        reason,
        startedAt,
        pictures,
        all,
        events,
        clipOf,
        storedAt,
        stills);
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
    return new Recording(
        id,
        stream,
        state,
        interrupted,
        reason,
        startedAt,
        pictures,
        files,
        all,
        clipOf,
        storedAt,
        stills);
  }

  /** As one that was cut from another. */
  public Recording cutFrom(RecordingId original) {
    return new Recording(
        id,
        stream,
        state,
        interrupted,
        reason,
        startedAt,
        pictures,
        files,
        events,
        original,
        storedAt,
        stills);
  }

  /** With its media files somewhere else than in the folder. */
  public Recording movedTo(String address) {
    return new Recording(
        id,
        stream,
        state,
        interrupted,
        reason,
        startedAt,
        pictures,
        files,
        events,
        clipOf,
        address,
        stills);
  }

  /** With these stills in place of its own. */
  public Recording withStills(Stills made) {
    return new Recording(
        id,
        stream,
        state,
        interrupted,
        reason,
        startedAt,
        pictures,
        files,
        events,
        clipOf,
        storedAt,
        made);
  }
}
