package live.vitrine.media.hub;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import live.vitrine.media.flv.FlvTag;

/**
 * A viewer on an embedded channel that reads what it was sent back into short words: {@code
 * header}, {@code video 7 @40}, {@code audio 3 @60}, {@code config}, {@code end}.
 */
final class TestViewer implements ViewerListener {
  /** Tags as they are, after one byte that says which tracks there are. */
  static final Framing FRAMING =
      new Framing() {
        @Override
        public ViewerProtocol protocol() {
          return ViewerProtocol.HTTP_FLV;
        }

        @Override
        public void preamble(
            boolean hasAudio, boolean hasVideo, List<FlvTag> tags, VectorBuilder out) {
          out.own().writeByte(0xF0 | (hasAudio ? 4 : 0) | (hasVideo ? 1 : 0));
          tags.forEach(out::tag);
        }

        @Override
        public void run(List<FlvTag> tags, int length, VectorBuilder out) {
          tags.forEach(out::tag);
        }
      };

  final EmbeddedChannel channel;
  final Viewer viewer;
  private final List<String> events = new ArrayList<>();

  TestViewer(EmbeddedChannel channel) {
    this.channel = channel;
    this.viewer = new Viewer(channel, FRAMING, this);
  }

  @Override
  public void onStreamEnd() {
    read();
    events.add("end");
  }

  @Override
  public void onCutOff(CutOff reason) {
    events.add(reason.name());
  }

  /** Everything since the last call. */
  List<String> received() {
    read();
    List<String> result = List.copyOf(events);
    events.clear();
    return result;
  }

  /** Drops everything since the last call. */
  void forget() {
    read();
    events.clear();
  }

  private void read() {
    channel.runPendingTasks();
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      while (bytes.isReadable()) {
        events.add(next(bytes));
      }
      bytes.release();
    }
  }

  private static String next(ByteBuf bytes) {
    int type = bytes.readUnsignedByte();
    if ((type & 0xF0) == 0xF0) {
      return "header " + (type & 0x0F);
    }
    int length = bytes.readUnsignedMedium();
    int time = bytes.readUnsignedMedium() | bytes.readUnsignedByte() << 24;
    bytes.skipBytes(3);
    ByteBuf payload = bytes.readSlice(length);
    if (bytes.readInt() != 11 + length) {
      throw new AssertionError("wrong PreviousTagSize");
    }
    int packetType = payload.getByte(1);
    return switch (type) {
      case 8 ->
          packetType == 0 ? "audio config" : "audio %d @%d".formatted(payload.getInt(2), time);
      case 9 ->
          packetType == 0
              ? "video config"
              : "%s %d @%d"
                  .formatted(payload.getByte(0) == 0x17 ? "key" : "video", payload.getInt(5), time);
      default -> "script";
    };
  }
}
