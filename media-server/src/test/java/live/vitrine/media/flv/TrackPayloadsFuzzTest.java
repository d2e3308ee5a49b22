package live.vitrine.media.flv;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

class TrackPayloadsFuzzTest {
  /** The first byte says whether it is sound or picture. */
  @FuzzTest(maxDuration = "1m")
  void takesApartOrRefuses(byte[] input) {
    if (input.length == 0) {
      return;
    }
    TagType type = TagType.values()[(input[0] & 0xFF) % TagType.values().length];
    int capacity = FlvTag.HEADER_LENGTH + input.length - 1 + FlvTag.TRAILER_LENGTH;
    ByteBuf payload = Unpooled.directBuffer(capacity, capacity);
    payload.setIndex(FlvTag.HEADER_LENGTH, FlvTag.HEADER_LENGTH);
    payload.writeBytes(input, 1, input.length - 1);
    List<FlvTag> tags = new ArrayList<>();
    boolean refused = false;
    try {
      TrackPayloads.unwrap(
          type, payload, (track, plain) -> tags.add(FlvTag.take(type, track, 0, plain)));
    } catch (PayloadException _) {
      // The one way to refuse.
      refused = true;
    }
    int bytes = tags.stream().mapToInt(FlvTag::payloadLength).sum();
    boolean wrapped = tags.stream().anyMatch(TrackPayloadsFuzzTest::isWrapped);
    int count = tags.size();
    tags.forEach(FlvTag::release);
    if (payload.refCnt() != 0) {
      throw new AssertionError("leaked");
    }
    // A header of a track has at least 4 bytes, that of a plain payload 5.
    if (refused != (count == 0)
        || count > TrackPayloads.MAX_TRACKS
        || wrapped
        || bytes > input.length - 1 + count) {
      throw new AssertionError("%d tracks of %d bytes".formatted(count, bytes));
    }
  }

  /** Whether tracks or extensions are left, but for commands, which have none. */
  private static boolean isWrapped(FlvTag tag) {
    if (tag.payloadLength() < 5) {
      return false;
    }
    int first = tag.buffer().getUnsignedByte(tag.payloadIndex());
    int packetType = first & 0x0F;
    return switch (tag.type()) {
      case VIDEO ->
          (first & 0x80) != 0 && (first & 0x70) != 0x50 && packetType >= 6 && packetType < 8;
      case AUDIO -> first >> 4 == 9 && (packetType == 5 || packetType == 7);
      case SCRIPT -> false;
    };
  }
}
