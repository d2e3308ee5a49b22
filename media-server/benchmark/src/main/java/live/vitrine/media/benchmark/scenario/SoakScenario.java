package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import live.vitrine.media.benchmark.measure.LatencyHistogram;
import live.vitrine.media.benchmark.measure.ProcessFigures;
import live.vitrine.media.benchmark.measure.Table;
import live.vitrine.media.benchmark.player.LowLatencyFigures;

/**
 * Hosts and viewers of every kind who come and go for an hour: whether the server's memory, files
 * and threads grow meanwhile, and whether they are as before when everybody has left.
 */
public final class SoakScenario {
  private static final int GRACE_SECONDS = 10;
  private static final double IDLE_SECONDS = 3;

  /** HLS of a stream that ended can be asked for another minute. */
  private static final double EMPTY_SECONDS = 100;

  private static final long SEED = 20_261_120;

  private final Bench bench;

  public SoakScenario(Bench bench) {
    this.bench = bench;
  }

  /** What to do, and how often to look. */
  public record Plan(int minutes, int publishers, int viewers, int sampleSeconds) {}

  /** Runs it; answers whether nothing grew. */
  public boolean run(Plan plan) throws IOException, InterruptedException {
    Targets targets = new Targets(bench);
    targets.buildServer();
    Map<String, String> settings =
        Map.of(
            "VITRINE_RECORDING_FORMAT", "mp4",
            "VITRINE_RECORDING_MAX_TOTAL_GIB", "1",
            "VITRINE_RECONNECT_GRACE_SECONDS", Integer.toString(GRACE_SECONDS),
            "VITRINE_HLS_DVR_SECONDS", "30");
    try (Target server = targets.server(settings);
        LoadGenerator load = new LoadGenerator(server, bench.options())) {
      OwnServer own =
          server.own().orElseThrow(() -> new IllegalStateException("only our own server soaks"));
      // What the first look itself loads is no growth.
      var _ = SoakSample.take(0, server, own, load);
      load.run("idle", IDLE_SECONDS);
      SoakSample before = SoakSample.take(0, server, own, load);
      return new Storm(plan, server, own, load).run(before);
    }
  }

  private final class Storm {
    private final Plan plan;
    private final Target server;
    private final OwnServer own;
    private final LoadGenerator load;
    private final LatencyHistogram lateness = new LatencyHistogram();
    private final LowLatencyFigures lowLatency = new LowLatencyFigures();
    private final SoakPublisher.Figures hosts = new SoakPublisher.Figures();
    private final List<SoakPublisher> publishers = new ArrayList<>();
    private final SoakAudience audience;

    Storm(Plan plan, Target server, OwnServer own, LoadGenerator load) {
      this.plan = plan;
      this.server = server;
      this.own = own;
      this.load = load;
      SplittableRandom random = new SplittableRandom(SEED);
      for (int i = 0; i < plan.publishers(); i++) {
        publishers.add(
            new SoakPublisher(
                load,
                i,
                bench.options().chunkSize(),
                random.split(),
                GRACE_SECONDS,
                lateness,
                hosts));
      }
      audience = new SoakAudience(load, own, plan.viewers(), plan.publishers(), random, lowLatency);
      publishers.forEach(load::add);
      load.add(audience);
    }

    boolean run(SoakSample before) throws IOException, InterruptedException {
      Table table = new Table("Soak, " + plan.minutes() + " minutes");
      List<SoakSample> counted = new ArrayList<>();
      ClassHistogram warm = null;
      long start = System.nanoTime();
      row(table, "before", before);
      for (double minutes = 0; minutes < plan.minutes() - 0.01; ) {
        double next = Math.min(plan.minutes(), minutes + plan.sampleSeconds() / 60.0);
        load.run("soaking", Math.max(0, 60 * next - (System.nanoTime() - start) / 1e9));
        minutes = next;
        SoakSample sample = SoakSample.take(minutes, server, own, load);
        row(table, String.format(Locale.ROOT, "%.1f min", minutes), sample);
        if (minutes >= plan.minutes() / 3.0) {
          counted.add(sample);
          if (warm == null) {
            warm = ClassHistogram.take(server, load);
          }
        }
      }
      if (warm != null) {
        ClassHistogram.take(server, load).growth(warm, 12).forEach(table::note);
        table.note("(above: what grew in the heap between the warm-up third and the end)");
      }
      publishers.forEach(SoakPublisher::leave);
      audience.leave();
      awaitEmpty(before);
      SoakSample after = SoakSample.take(plan.minutes(), server, own, load);
      row(table, "after", after);
      table.note(
          "Hosts: %d came, %d stopped, %d were lost, %d were refused or cut off"
              .formatted(hosts.started, hosts.stopped, hosts.lost, hosts.refused));
      table.note(
          "Low-latency players: %d parts, %d times 503, other than 200 or lost: %s"
              .formatted(lowLatency.parts(), lowLatency.unavailable(), lowLatency.problems()));
      metrics(table);
      bench.report(table);

      SoakVerdict verdict = new SoakVerdict();
      verdict.growth(counted, plan.minutes());
      verdict.backToStart(before, after);
      verdict.streams(load.figures().faults());
      bench.report(verdict.table());
      return verdict.passed();
    }

    private void row(Table table, String when, SoakSample sample) {
      long live = publishers.stream().filter(SoakPublisher::isLive).count();
      long there = audience.there();
      Bench.progress(
          String.format(
              Locale.ROOT,
              "%s: heap %.1f MiB, direct %.1f, resident %.0f, stored %.0f, files %d, threads %d,"
                  + " %d hosts, %d viewers",
              when,
              sample.heapMib(),
              sample.directMib(),
              sample.residentMib(),
              sample.storedMib(),
              sample.descriptors(),
              sample.threads(),
              live,
              there));
      table
          .row()
          .with("when", when)
          .with("heap MiB", sample.heapMib())
          .with("direct MiB", sample.directMib())
          .with("resident MiB", sample.residentMib())
          .with("HLS stored MiB", sample.storedMib())
          .with("files", sample.descriptors())
          .with("threads", sample.threads())
          .with("hosts", live)
          .with("viewers", there);
    }

    private void awaitEmpty(SoakSample before) {
      long pid = server.pid().orElseThrow();
      long deadline = System.nanoTime() + (long) (EMPTY_SECONDS * 1e9);
      load.runUntil(
          "everybody left",
          () -> {
            try {
              return System.nanoTime() > deadline
                  || ProcessFigures.descriptors(pid) <= before.descriptors();
            } catch (IOException gone) {
              return true;
            }
          });
    }

    private void metrics(Table table) throws IOException {
      Map<String, Double> metrics = own.metrics();
      for (String name :
          List.of(
              "vitrine_viewers_started_total",
              "vitrine_viewers_jumped_total",
              "vitrine_viewers_stalled_total",
              "vitrine_recordings_started_total",
              "vitrine_recordings_failed_total",
              "vitrine_recordings",
              "vitrine_hls_files",
              "vitrine_cmaf_disk_files",
              "vitrine_streams",
              "vitrine_viewers",
              "vitrine_http_connections",
              "vitrine_rtmp_connections")) {
        table.note("%s %.0f".formatted(name, metrics.getOrDefault(name, Double.NaN)));
      }
    }
  }
}
