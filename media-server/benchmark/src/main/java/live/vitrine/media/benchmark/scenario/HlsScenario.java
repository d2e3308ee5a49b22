package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import live.vitrine.media.benchmark.measure.ProcessFigures;
import live.vitrine.media.benchmark.measure.Table;

/** HLS requests a second of the server and of nginx with the same bytes, by the same load tool. */
public final class HlsScenario {
  private static final int CONNECTIONS = 50;
  private static final int MAX_SECONDS = 8;
  private static final double SEGMENTS_SECONDS = 9;

  private final Bench bench;

  public HlsScenario(Bench bench) {
    this.bench = bench;
  }

  /** Turns of nginx and server, on the newest segment and on the playlist. */
  public Table run() throws IOException, InterruptedException {
    var _ = Programs.require("wrk");
    Targets targets = new Targets(bench);
    targets.buildServer();
    Table table = new Table("HLS, " + CONNECTIONS + " connections");
    // A segment must outlive the run on it.
    int seconds = Math.min(bench.options().seconds(), MAX_SECONDS);
    try (Nginx nginx = Nginx.start(bench);
        Target server = targets.server(Map.of());
        LoadGenerator load = new LoadGenerator(server, bench.options())) {
      URI playlist =
          server
              .playlist(0)
              .orElseThrow(() -> new IllegalStateException("--playlist-url is needed"));
      load.publish(1);
      load.run("making segments", SEGMENTS_SECONDS);
      for (int round = 1; round <= bench.options().rounds(); round++) {
        byte[] list = Http.body(playlist);
        URI segment = newestSegment(playlist, list);
        byte[] media = Http.body(segment);
        OptionalLong nginxPid = OptionalLong.of(nginx.pid());
        Subject files = new Subject("nginx", nginxPid, round, seconds, load);
        Subject live = new Subject("server", server.pid(), round, seconds, load);
        double reference =
            files.row(table, "segment", media.length, nginx.serve(round + ".ts", media), 0);
        var _ = live.row(table, "segment", media.length, segment, reference);
        reference =
            files.row(table, "playlist", list.length, nginx.serve(round + ".m3u8", list), 0);
        var _ = live.row(table, "playlist", list.length, playlist, reference);
      }
    }
    table.note(
        "ratio is to nginx in the same round; wrk with one thread, " + seconds + " s a line");
    return table;
  }

  private static URI newestSegment(URI playlist, byte[] text) throws IOException {
    List<String> segments =
        new String(text, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    if (segments.isEmpty()) {
      throw new IOException("no segment in " + playlist);
    }
    URI newest = playlist.resolve(segments.getLast());
    // A master playlist names media playlists; the first will do.
    return newest.getPath().endsWith(".m3u8") ? newestSegment(newest, Http.body(newest)) : newest;
  }

  private record Subject(
      String name, OptionalLong pid, int round, int seconds, LoadGenerator load) {
    double row(Table table, String what, int bytes, URI uri, double reference)
        throws IOException, InterruptedException {
      double before = cpu();
      Wrk.Result result = Wrk.run(load, uri, CONNECTIONS, seconds);
      double used = cpu() - before;
      double rate = result.requestsPerSecond();
      table
          .row()
          .with("target", name)
          .with("round", round)
          .with("what", what)
          .with("KiB", bytes / 1024.0)
          .with("requests/s", rate)
          .with("ratio", reference > 0 ? rate / reference : 1.0)
          .with("core %", 100 * used / seconds)
          .with("bad answers", result.bad())
          .with("socket errors", result.socketErrors());
      return rate;
    }

    private double cpu() {
      return pid.isPresent() ? ProcessFigures.cpuSeconds(pid.getAsLong()) : Double.NaN;
    }
  }
}
