package live.vitrine.media.relay;

import live.vitrine.media.hub.StreamId;

/**
 * Which push it is.
 *
 * @param name given by the operator, unique within the stream
 */
record PushKey(StreamId streamId, String name) {
  @Override
  public String toString() {
    return streamId + "/" + name;
  }
}
