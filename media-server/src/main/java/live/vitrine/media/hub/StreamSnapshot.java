package live.vitrine.media.hub;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A live stream with its figures at one moment. Immutable apart from what the stream says itself.
 */
public record StreamSnapshot(LiveStream stream, StreamFigures figures) {
  /** Takes one of a stream, on its event loop; any thread may ask. */
  public static CompletableFuture<StreamSnapshot> of(LiveStream stream) {
    return stream.figures().thenApply(figures -> new StreamSnapshot(stream, figures));
  }

  /** Takes one of every live stream, in the order of their IDs; any thread may ask. */
  public static CompletableFuture<List<StreamSnapshot>> ofAll(Hub hub) {
    List<CompletableFuture<StreamSnapshot>> snapshots =
        hub.streams().stream()
            .sorted(Comparator.comparing(LiveStream::id))
            .map(StreamSnapshot::of)
            .toList();
    return CompletableFuture.allOf(snapshots.toArray(CompletableFuture[]::new))
        .thenApply(done -> snapshots.stream().map(CompletableFuture::join).toList());
  }
}
