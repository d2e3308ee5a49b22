package live.vitrine.media.benchmark.scenario;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many bytes of each class are alive in a JVM, by {@code jcmd GC.class_histogram}. */
record ClassHistogram(Map<String, Long> bytes, Map<String, Long> instances) {
  private static final Pattern LINE = Pattern.compile("(?m)^ *\\d+: +(\\d+) +(\\d+) +(\\S+)");

  static ClassHistogram take(Target server, LoadGenerator load)
      throws IOException, InterruptedException {
    long pid = server.pid().orElseThrow(() -> new IllegalStateException("no process to look at"));
    return parse(Settling.jcmd(load, pid, "GC.class_histogram"));
  }

  static ClassHistogram parse(String text) {
    Map<String, Long> bytes = new HashMap<>();
    Map<String, Long> instances = new HashMap<>();
    Matcher line = LINE.matcher(text);
    while (line.find()) {
      instances.merge(line.group(3), Long.parseLong(line.group(1)), Long::sum);
      bytes.merge(line.group(3), Long.parseLong(line.group(2)), Long::sum);
    }
    return new ClassHistogram(bytes, instances);
  }

  /** The classes that grew most since {@code before}, in words. */
  List<String> growth(ClassHistogram before, int count) {
    return bytes.entrySet().stream()
        .map(entry ->
            Map.entry(
                entry.getKey(), entry.getValue() - before.bytes().getOrDefault(entry.getKey(), 0L)))
        .filter(entry -> entry.getValue() > 0)
        .sorted(Comparator.comparing(Map.Entry<String, Long>::getValue).reversed())
        .limit(count)
        .map(entry ->
            "%+d KiB, %+d of %s"
                .formatted(
                    entry.getValue() / 1024,
                    instances.getOrDefault(entry.getKey(), 0L)
                        - before.instances().getOrDefault(entry.getKey(), 0L),
                    entry.getKey()))
        .toList();
  }
}
