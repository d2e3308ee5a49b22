package live.vitrine.media.rtmp.message;

import java.util.List;

/**
 * Media messages that came in one (type 22, RTMP section 7.1.6), taken apart: each has a buffer of
 * its own, and a time moved so that the first is at the aggregate's. Owns them all.
 */
public record Aggregate(List<MediaMessage> messages) implements RtmpMessage {
  public Aggregate {
    messages = List.copyOf(messages);
  }

  @Override
  public void release() {
    messages.forEach(MediaMessage::release);
  }
}
