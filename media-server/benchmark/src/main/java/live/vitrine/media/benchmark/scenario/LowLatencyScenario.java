package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import live.vitrine.media.benchmark.measure.Medians;
import live.vitrine.media.benchmark.measure.Table;
import live.vitrine.media.benchmark.player.LowLatencyFigures;
import live.vitrine.media.benchmark.player.LowLatencyStream;

/**
 * Low-latency HLS: how soon players that wait for a part have it, and what a GiB of it costs beside
 * the same GiB over HTTP-FLV, in turns on one server.
 */
public final class LowLatencyScenario {
  private static final double ARRIVALS_PER_SECOND = 250;
  private static final double SEGMENTS_SECONDS = 6;

  private final Bench bench;

  public LowLatencyScenario(Bench bench) {
    this.bench = bench;
  }

  private record Run(
      Effort effort,
      long bytes,
      long mediaBytes,
      long parts,
      double askedLateShare,
      double partMedian,
      double part99,
      double partMax,
      double fromLastFrame99,
      double playlistMedian,
      double playlist99,
      long unavailable,
      long missed,
      long problems,
      double late) {}

  /** Measures {@code players} of either kind. */
  public Table run(int players) throws IOException, InterruptedException {
    Targets targets = new Targets(bench);
    targets.buildServer();
    Table table = new Table(players + " players of low-latency HLS beside as many of HTTP-FLV");
    List<Window> flv = new ArrayList<>();
    List<Run> hls = new ArrayList<>();
    try (Target server = targets.server(Map.of())) {
      for (int round = 0; round < bench.options().rounds(); round++) {
        flv.add(overFlv(server, players));
        hls.add(overHls(table, server, players));
      }
    }
    double reference = Medians.of(flv, Window::cpuSecondsPerGib);
    table
        .row()
        .with("over", "HTTP-FLV")
        .with("CPU s/GiB", reference)
        .with("ratio", 1.0)
        .with("p50 ms", Medians.of(flv, Window::p50Millis))
        .with("p99 ms", Medians.of(flv, Window::p99Millis))
        .with("max ms", Medians.of(flv, Window::maxMillis))
        .with("missed", flv.stream().mapToLong(Window::lost).sum())
        .with("MB/s", Medians.of(flv, run -> run.bytes() / run.seconds() / 1e6))
        .with("core %", Medians.of(flv, Window::serverPercent))
        .with("client %", Medians.of(flv, Window::clientPercent))
        .with("others %", Medians.of(flv, Window::otherPercent))
        .with("sent late p99 ms", Medians.of(flv, Window::publisherLateMillis));
    double cost = Medians.of(hls, run -> run.effort().perGib(run.bytes()));
    table
        .row()
        .with("over", "LL-HLS")
        .with("CPU s/GiB", cost)
        .with("ratio", cost / reference)
        .with("p50 ms", Medians.of(hls, Run::partMedian))
        .with("p99 ms", Medians.of(hls, Run::part99))
        .with("max ms", Medians.of(hls, Run::partMax))
        .with("missed", hls.stream().mapToLong(Run::missed).sum())
        .with("MB/s", Medians.of(hls, run -> run.bytes() / run.effort().seconds() / 1e6))
        .with("core %", Medians.of(hls, run -> run.effort().serverPercent()))
        .with("client %", Medians.of(hls, run -> run.effort().clientPercent()))
        .with("others %", Medians.of(hls, run -> run.effort().otherPercent()))
        .with("sent late p99 ms", Medians.of(hls, Run::late))
        .with("from last frame p99", Medians.of(hls, Run::fromLastFrame99))
        .with("playlist p50", Medians.of(hls, Run::playlistMedian))
        .with("playlist p99", Medians.of(hls, Run::playlist99))
        .with("asked late %", 100 * Medians.of(hls, Run::askedLateShare))
        .with("503", hls.stream().mapToLong(Run::unavailable).sum())
        .with("problems", hls.stream().mapToLong(Run::problems).sum())
        .with("parts/s", Medians.of(hls, run -> run.parts() / run.effort().seconds()))
        .with("CPU s/GiB media", Medians.of(hls, run -> run.effort().perGib(run.mediaBytes())));
    table.note(
        "LL-HLS p50, p99, max: from the send of the picture behind a part, which completes it, to"
            + " the player's read of its last byte; HTTP-FLV: from a picture's send to its read");
    table.note(
        "GiB: everything that was read, heads and playlists too; \"CPU s/GiB media\" only parts");
    table.note(
        bench.options().rounds()
            + " rounds of "
            + bench.options().seconds()
            + " s each after "
            + bench.options().warmup()
            + " s of warm-up; medians");
    return table;
  }

  private Window overFlv(Target server, int viewers) {
    try (LoadGenerator load = new LoadGenerator(server, bench.options())) {
      load.publish(1);
      load.addViewers(viewers, viewers / ARRIVALS_PER_SECOND);
      load.run("warming up", viewers / ARRIVALS_PER_SECOND + bench.options().warmup());
      return load.measure(bench.options().seconds());
    }
  }

  private Run overHls(Table table, Target server, int players) {
    OwnServer own =
        server.own().orElseThrow(() -> new IllegalStateException("only our own server has parts"));
    LowLatencyFigures figures = new LowLatencyFigures();
    try (LoadGenerator load = new LoadGenerator(server, bench.options())) {
      load.publish(1);
      load.run("making segments", SEGMENTS_SECONDS);
      LowLatencyStream stream =
          new LowLatencyStream(
              own.http(),
              "/live/bench0/main.m3u8",
              number -> load.publishers().getFirst().pictureNanos(number),
              figures);
      LowLatencyCrowd crowd =
          new LowLatencyCrowd(load.loop(), stream, players, ARRIVALS_PER_SECOND);
      load.add(crowd);
      load.run("warming up", players / ARRIVALS_PER_SECOND + bench.options().warmup());
      figures.clear();
      load.clear();
      Effort effort = load.effort(bench.options().seconds(), () -> {});
      figures
          .problems()
          .forEach((what, count) -> table.note("LL-HLS: " + count + " times " + what));
      crowd.close();
      return new Run(
          effort,
          figures.bytes(),
          figures.mediaBytes(),
          figures.parts(),
          figures.parts() == 0 ? 0 : figures.askedLate() / (double) figures.part.count(),
          figures.part.millisAt(0.5),
          figures.part.millisAt(0.99),
          figures.part.maxMillis(),
          figures.partFromLastFrame.millisAt(0.99),
          figures.playlist.millisAt(0.5),
          figures.playlist.millisAt(0.99),
          figures.unavailable(),
          figures.missed(),
          figures.problems().values().stream().mapToLong(Long::longValue).sum(),
          load.lateMillis());
    }
  }
}
