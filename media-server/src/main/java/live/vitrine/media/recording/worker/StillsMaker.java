package live.vitrine.media.recording.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.recording.library.FileNames;
import live.vitrine.media.recording.library.MediaFormat;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingFile;
import live.vitrine.media.recording.library.RecordingLibrary;
import live.vitrine.media.recording.library.Stills;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the poster picture and the storyboard made of every recording that is over. */
public final class StillsMaker {
  private static final Logger LOG = LoggerFactory.getLogger(StillsMaker.class);

  private final RecordingLibrary library;
  private final Workbench workbench;

  public StillsMaker(RecordingLibrary library, Workbench workbench) {
    this.library = library;
    this.workbench = workbench;
  }

  /** Makes them from now on, and those that an earlier process did not. */
  public void start() {
    library.onOver(this::add);
    library.list(null, null, Integer.MAX_VALUE).stream()
        .filter(Recording::isOver)
        .forEach(this::add);
  }

  private void add(Recording recording) {
    // What is elsewhere already is not fetched for it.
    if (!recording.isSettled() && recording.storedAt().isEmpty()) {
      workbench.add(Workbench.Rank.STILLS, folder -> make(recording, folder));
    }
  }

  private void make(Recording recording, Path folder) throws IOException, InterruptedException {
    if (!recording.pictures().maybeVideo() || recording.files().isEmpty()) {
      settle(recording, Stills.NONE, folder);
      return;
    }
    try {
      Duration more = Duration.ofMillis(recording.durationMillis() / 10);
      workbench.work(arguments(recording, folder), more, () -> isThere(recording));
      settle(recording, made(recording, folder), folder);
    } catch (IOException e) {
      if (isThere(recording)) {
        LOG.warn("recording {} has no poster picture: {}", recording.id(), e.getMessage());
        settle(recording, Stills.failed(String.valueOf(e.getMessage())), folder);
      }
    }
  }

  private List<String> arguments(Recording recording, Path folder) {
    List<RecordingFile> files = recording.files(MediaFormat.MP4);
    if (files.isEmpty()) {
      files = recording.files(MediaFormat.FLV);
    }
    List<String> arguments = new ArrayList<>(List.of("stills", folder.toString()));
    arguments.add(String.valueOf(recording.pictures().width()));
    arguments.add(String.valueOf(recording.pictures().height()));
    arguments.add(String.valueOf(recording.durationMillis()));
    for (RecordingFile file : files) {
      arguments.add(String.valueOf(file.startMillis()));
      arguments.add(String.valueOf(file.durationMillis()));
      arguments.add(library.path(recording, file.name()).toAbsolutePath().toString());
    }
    return arguments;
  }

  private static Stills made(Recording recording, Path folder) throws IOException {
    int sheets = 0;
    while (Files.exists(folder.resolve(FileNames.sheet(sheets)))) {
      sheets++;
    }
    if (sheets == 0 || sheets > Stills.MAX_SHEETS) {
      throw new IOException("the worker made %d sheets".formatted(sheets));
    }
    long bytes = 0;
    for (String name : FileNames.stills(sheets)) {
      bytes += Files.size(folder.resolve(name));
    }
    LOG.debug("recording {} has {} sheets, {} bytes", recording.id(), sheets, bytes);
    return Stills.ready(sheets, bytes);
  }

  /** Notes how it went, unless the recording is being deleted. */
  private void settle(Recording recording, Stills stills, Path folder) throws IOException {
    if (!library.tryHold(recording)) {
      return;
    }
    Recording settled;
    try {
      for (String name : FileNames.stills(stills.sheets())) {
        Files.move(
            folder.resolve(name),
            library.path(recording, FileNames.still(recording.id(), name)),
            StandardCopyOption.REPLACE_EXISTING);
      }
      settled = library.load(recording).withStills(stills);
      library.save(settled);
    } finally {
      library.letGo(recording);
    }
    library.announceSettled(settled);
  }

  private boolean isThere(Recording recording) {
    return library.find(recording.id()).isPresent();
  }
}
