package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ports and the folder of a server of ours that was started for a run.
 *
 * @param data its data folder
 */
record OwnServer(int rtmp, int http, int admin, Path data) {
  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^([a-z_]+)(?:\\{[^}]*})? ([-+0-9.eE]+)$");

  /** All metrics, those with several labels added up. Blocks, a millisecond or so. */
  Map<String, Double> metrics() throws IOException {
    byte[] text = Http.body(URI.create("http://127.0.0.1:" + admin + "/metrics"));
    Map<String, Double> sums = new HashMap<>();
    Matcher sample = SAMPLE.matcher(new String(text, StandardCharsets.UTF_8));
    while (sample.find()) {
      var _ = sums.merge(sample.group(1), Double.parseDouble(sample.group(2)), Double::sum);
    }
    return sums;
  }

  URI control(String path) {
    return URI.create("http://127.0.0.1:" + admin + "/api/v1" + path);
  }
}
