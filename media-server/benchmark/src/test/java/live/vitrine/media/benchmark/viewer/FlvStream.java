package live.vitrine.media.benchmark.viewer;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import live.vitrine.media.benchmark.media.MediaFrame;
import live.vitrine.media.benchmark.media.SyntheticShow;

/** FLV bytes for tests, right unless told otherwise. */
final class FlvStream {
  private final SyntheticShow show = new SyntheticShow(Arena.global());
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  FlvStream header() {
    bytes.writeBytes(new byte[] {'F', 'L', 'V', 1, 5, 0, 0, 0, 9, 0, 0, 0, 0});
    return this;
  }

  FlvStream configuration() {
    return tag(show.metadata(), 0)
        .tag(show.videoConfiguration(), 0)
        .tag(show.audioConfiguration(), 0);
  }

  FlvStream picture(long number, int timestamp, long nanos) {
    MediaFrame frame = show.picture(number);
    frame.stamp(number, nanos);
    return tag(frame, timestamp);
  }

  FlvStream sound(long number, int timestamp) {
    show.sound().stamp(number, 0);
    return tag(show.sound(), timestamp);
  }

  FlvStream tag(MediaFrame frame, int timestamp) {
    return tag(frame.type(), frame.body().toArray(ValueLayout.JAVA_BYTE), timestamp, 0);
  }

  FlvStream tag(int type, byte[] body, int timestamp, int sizeError) {
    ByteBuffer tag = ByteBuffer.allocate(15 + body.length);
    tag.putInt(type << 24 | body.length).putInt(timestamp << 8 | timestamp >>> 24);
    tag.put(new byte[3]).put(body).putInt(11 + body.length + sizeError);
    bytes.writeBytes(tag.array());
    return this;
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
