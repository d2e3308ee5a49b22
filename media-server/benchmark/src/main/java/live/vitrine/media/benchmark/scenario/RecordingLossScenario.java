package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import live.vitrine.media.benchmark.measure.Table;
import live.vitrine.media.benchmark.publisher.RtmpPublisher;

/**
 * Many streams recorded at once on one disk: every frame that was sent must be in a file, by
 * ffprobe's count.
 */
public final class RecordingLossScenario {
  private static final int BITS_PER_SECOND = 2_000_000;
  private static final long SAMPLE_NANOS = 500_000_000L;
  private static final long FINISH_NANOS = 60_000_000_000L;

  private final Bench bench;

  public RecordingLossScenario(Bench bench) {
    this.bench = bench;
  }

  /** Records {@code streams} streams for {@code seconds}. */
  public Table run(int streams, int seconds) throws IOException, InterruptedException {
    String ffprobe = Programs.require("ffprobe");
    Targets targets = new Targets(bench);
    targets.buildServer();
    Table table = new Table(streams + " streams of 2 Mbit/s recorded for " + seconds + " s");
    try (Target server = targets.server(Map.of("VITRINE_RECORDING_FORMAT", "mp4"));
        LoadGenerator load = new LoadGenerator(server, bench.options(), BITS_PER_SECOND)) {
      OwnServer own =
          server.own().orElseThrow(() -> new IllegalStateException("only our own server records"));
      Waiting waiting = new Waiting(own);
      load.add(waiting);
      load.publish(streams);
      load.clear();
      Effort effort = load.effort(seconds, () -> {});
      double late = load.lateMillis();
      load.publishers().forEach(RtmpPublisher::pause);
      load.runUntil(
          "draining", () -> load.publishers().stream().allMatch(RtmpPublisher::isDrained));
      load.run("draining", 1);
      long live = load.publishers().stream().filter(RtmpPublisher::isLive).count();
      load.publishers().forEach(RtmpPublisher::close);
      long deadline = System.nanoTime() + FINISH_NANOS;
      load.runUntil("finishing", () -> waiting.active == 0 || System.nanoTime() > deadline);
      load.run("finishing", 3);

      Count count = new Count(ffprobe, own.data().resolve("recordings"), load.publishers());
      table
          .row()
          .with("streams", streams)
          .with("live at the end", live)
          .with("files", count.files)
          .with("MiB", count.bytes / (double) (1 << 20))
          .with("pictures sent", count.picturesSent)
          .with("pictures lost", count.picturesLost)
          .with("sounds sent", count.soundsSent)
          .with("sounds lost", count.soundsLost)
          .with("too many", count.tooMany)
          .with("waiting at most MiB", waiting.highest / (1 << 20))
          .with("alarms", waiting.failed)
          .with("core %", effort.serverPercent())
          .with("client %", effort.clientPercent())
          .with("others %", effort.otherPercent())
          .with("sent late p99 ms", late);
      count.complaints.stream().limit(5).forEach(table::note);
      table.note(
          "\"waiting\": vitrine_recordings_waiting_bytes, looked at twice a second; the bound for"
              + " all recordings is 64 MiB. \"alarms\": vitrine_recordings_failed_total");
    }
    return table;
  }

  /** Looks at the server's figures twice a second. */
  private static final class Waiting implements LoadGenerator.Actor {
    private final OwnServer own;
    private long dueNanos;
    private double highest;
    private double failed;
    private double active = -1;

    Waiting(OwnServer own) {
      this.own = own;
    }

    @Override
    public long dueNanos() {
      return dueNanos;
    }

    @Override
    public void act() {
      dueNanos = System.nanoTime() + SAMPLE_NANOS;
      try {
        Map<String, Double> metrics = own.metrics();
        highest = Math.max(highest, metrics.getOrDefault("vitrine_recordings_waiting_bytes", 0.0));
        failed = metrics.getOrDefault("vitrine_recordings_failed_total", Double.NaN);
        active = metrics.getOrDefault("vitrine_recordings_active", Double.NaN);
      } catch (IOException unanswered) {
        Bench.progress("no metrics: " + unanswered.getMessage());
      }
    }
  }

  /** What is in the files, against what was sent. */
  private static final class Count {
    private int files;
    private long bytes;
    private long picturesSent;
    private long picturesLost;
    private long soundsSent;
    private long soundsLost;
    private long tooMany;
    private final List<String> complaints = new ArrayList<>();

    Count(String ffprobe, Path folder, List<RtmpPublisher> publishers)
        throws IOException, InterruptedException {
      for (int i = 0; i < publishers.size(); i++) {
        long pictures = 0;
        long sounds = 0;
        for (Path file : recordings(folder.resolve("bench" + i))) {
          files++;
          bytes += Files.size(file);
          String found = count(ffprobe, file);
          pictures += packets(found, "video");
          sounds += packets(found, "audio");
        }
        compare(i, publishers.get(i), pictures, sounds);
        if (i % 10 == 9) {
          Bench.progress("counted " + (i + 1) + " of " + publishers.size());
        }
      }
    }

    private void compare(int stream, RtmpPublisher publisher, long pictures, long sounds) {
      picturesSent += publisher.pictures();
      soundsSent += publisher.sounds();
      picturesLost += Math.max(0, publisher.pictures() - pictures);
      soundsLost += Math.max(0, publisher.sounds() - sounds);
      tooMany +=
          Math.max(0, pictures - publisher.pictures()) + Math.max(0, sounds - publisher.sounds());
      if (pictures != publisher.pictures() || sounds != publisher.sounds()) {
        complaints.add(
            "bench%d: %d of %d pictures, %d of %d sounds"
                .formatted(stream, pictures, publisher.pictures(), sounds, publisher.sounds()));
      }
    }

    private static List<Path> recordings(Path folder) throws IOException {
      if (!Files.isDirectory(folder)) {
        return List.of();
      }
      try (Stream<Path> all = Files.list(folder)) {
        return all.filter(file -> file.toString().endsWith(".mp4"))
            .filter(file -> !file.toString().endsWith(".init.mp4"))
            .toList();
      }
    }

    private static String count(String ffprobe, Path file)
        throws IOException, InterruptedException {
      return Programs.output(
          List.of(
              ffprobe,
              "-v",
              "error",
              "-count_packets",
              "-show_entries",
              "stream=codec_type,nb_read_packets",
              "-of",
              "csv=p=0",
              file.toString()));
    }

    private static long packets(String found, String kind) {
      return found
          .lines()
          .filter(line -> line.startsWith(kind + ","))
          .mapToLong(line -> Long.parseLong(line.substring(kind.length() + 1).strip()))
          .sum();
    }
  }
}
