package live.vitrine.media.benchmark.scenario;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Something that is measured.
 *
 * @param pid process whose CPU and memory count; empty when nobody said which
 * @param process ends with the target; null for a server that was there before
 * @param viewerUrl with {@code {stream}} for the name
 * @param publishUrl the same; empty for the floor, which makes its frames itself
 * @param playlistUrl the same; empty where there is no HLS
 * @param own what only our server has; empty for every other
 */
record Target(
    String name,
    OptionalLong pid,
    @Nullable ChildProcess process,
    String viewerUrl,
    Optional<String> publishUrl,
    Optional<String> playlistUrl,
    Optional<OwnServer> own)
    implements AutoCloseable {
  URI viewer(int stream) {
    return uri(viewerUrl, stream);
  }

  Optional<URI> publisher(int stream) {
    return publishUrl.map(url -> uri(url, stream));
  }

  Optional<URI> playlist(int stream) {
    return playlistUrl.map(url -> uri(url, stream));
  }

  private static URI uri(String template, int stream) {
    return URI.create(template.replace("{stream}", "bench" + stream));
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
