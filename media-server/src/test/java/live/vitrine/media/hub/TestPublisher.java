package live.vitrine.media.hub;

import java.util.ArrayList;
import java.util.List;

/** A publisher that only remembers why it was closed. */
final class TestPublisher implements PublisherConnection {
  final List<CloseReason> closed = new ArrayList<>();

  @Override
  public String remoteAddress() {
    return "test";
  }

  @Override
  public String agent() {
    return "test";
  }

  @Override
  public void close(CloseReason reason) {
    closed.add(reason);
  }
}
