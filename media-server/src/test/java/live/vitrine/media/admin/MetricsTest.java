package live.vitrine.media.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  private static final Pattern DOCUMENTED = Pattern.compile("^\\| `([a-z_]+)` ", Pattern.MULTILINE);
  private static final Pattern REPORTED = Pattern.compile("^# TYPE ([a-z_]+) ", Pattern.MULTILINE);

  @TempDir Path data;
  private AdminPort port;

  @BeforeEach
  void open() throws IOException {
    port = new AdminPort(data);
  }

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void reportsExactlyWhatIsDocumented() throws IOException {
    String documentation = Files.readString(Path.of("..", "docs", "metrics.md"));
    // Responses show once there are any.
    assertThat(port.get("/readyz")).isNotEmpty();

    assertThat(names(REPORTED, port.get("/metrics"))).isEqualTo(names(DOCUMENTED, documentation));
  }

  @Test
  void countsStreamsAndPublishers() {
    port.publish("a");
    port.publish("b");

    assertThat(port.get("/metrics"))
        .contains("content-type: text/plain; version=0.0.4; charset=utf-8\r\n")
        .contains("\nvitrine_streams{state=\"live\"} 2.0\n", "\nvitrine_publishers 2.0\n");
  }

  @Test
  void addsStatusesAsTheyAreAnswered() {
    assertThat(port.get("/metrics")).doesNotContain("status=\"404\"");
    assertThat(port.get("/nothing")).startsWith("HTTP/1.1 404");

    assertThat(port.get("/metrics"))
        .contains("vitrine_http_responses_total{port=\"admin\",status=\"404\"} 1.0");
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
