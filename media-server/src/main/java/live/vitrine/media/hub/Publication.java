package live.vitrine.media.hub;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.flv.TagType;

/**
 * One publisher's right to feed one stream, until it ends it or another takes over. Used on the
 * publisher's event loop only; media travels to the stream's event loop in one task per batch when
 * the two differ.
 */
public final class Publication {
  private record Message(TagType type, long timestamp, ByteBuf payload) {}

  private final LiveStream stream;
  private final PublisherConnection connection;
  private List<Message> batch = new ArrayList<>();
  private boolean ended;

  Publication(LiveStream stream, PublisherConnection connection) {
    this.stream = stream;
    this.connection = connection;
  }

  public StreamId streamId() {
    return stream.id();
  }

  PublisherConnection connection() {
    return connection;
  }

  /**
   * The next media message. Viewers see it after {@link #flush}.
   *
   * @param timestamp the publisher's, unsigned 32 bits
   * @param payload with room for an FLV tag around it; takes ownership
   */
  public void offer(TagType type, long timestamp, ByteBuf payload) {
    if (ended) {
      payload.release();
    } else if (stream.owner().inEventLoop()) {
      stream.accept(this, type, timestamp, payload);
    } else {
      batch.add(new Message(type, timestamp, payload));
    }
  }

  /** What has been offered so far may go out: called when the socket has nothing more to read. */
  public void flush() {
    if (stream.owner().inEventLoop()) {
      stream.flush(this);
    } else if (!batch.isEmpty()) {
      List<Message> messages = batch;
      batch = new ArrayList<>(messages.size());
      stream.owner().execute(() -> deliver(messages));
    }
  }

  private void deliver(List<Message> messages) {
    for (Message message : messages) {
      stream.accept(this, message.type, message.timestamp, message.payload);
    }
    stream.flush(this);
  }

  /** The publisher stopped. The stream ends, unless another has taken it over. */
  public void end() {
    if (!ended) {
      flush();
      ended = true;
      stream.hub().end(this);
    }
  }

  /** The publisher is gone without having stopped: the stream waits for it to come back. */
  public void lost() {
    if (!ended) {
      flush();
      ended = true;
      stream.hub().lose(this);
    }
  }

  LiveStream stream() {
    return stream;
  }
}
