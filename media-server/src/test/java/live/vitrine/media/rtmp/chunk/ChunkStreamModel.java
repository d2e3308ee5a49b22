package live.vitrine.media.rtmp.chunk;

import static live.vitrine.media.rtmp.chunk.ChunkWriter.hex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import live.vitrine.media.rtmp.chunk.MessageList.Message;
import org.jspecify.annotations.Nullable;

/**
 * A sender that interleaves messages on several chunk streams, with any header type it may use, in
 * one dialect: bytes for the decoder and the messages that must come out.
 */
final class ChunkStreamModel {
  private static final int[] IDS = {3, 4, 6, 63, 64, 319, 320, 65_599};
  private static final long[] STEPS = {0, 23, 40, 0xFFFFFE, 0xFFFFFF, 0x1000000};

  private final RandomGenerator random;
  private final ChunkWriter out;
  private final List<Message> finished = new ArrayList<>();
  private final Map<Integer, Line> lines = new HashMap<>();
  private int chunkSize = 128;

  /** What both ends know of a chunk stream. */
  private static final class Line {
    int typeId;
    int messageStreamId;
    int length;
    long time;
    long field;
    byte @Nullable [] payload;
    int sent;
  }

  ChunkStreamModel(RandomGenerator random) {
    this.random = random;
    this.out = new ChunkWriter(random.nextBoolean());
  }

  byte[] bytes() {
    return out.bytes();
  }

  List<Message> messages() {
    return finished;
  }

  void send(int chunks) {
    for (int i = 0; i < chunks; i++) {
      if (random.nextInt(50) == 0) {
        chunkSize = 1 + random.nextInt(500);
        out.chunkSize(chunkSize);
      }
      chunk(IDS[random.nextInt(IDS.length)]);
    }
  }

  private void chunk(int id) {
    Line line = lines.get(id);
    byte[] payload;
    if (line == null || line.payload == null) {
      line = begin(id, line);
      payload = new byte[line.length];
      random.nextBytes(payload);
      line.payload = payload;
      line.sent = 0;
    } else {
      payload = line.payload;
      out.noHeader(id, line.field);
    }
    int length = Math.min(chunkSize, line.length - line.sent);
    out.raw(Arrays.copyOfRange(payload, line.sent, line.sent + length));
    line.sent += length;
    if (line.sent == line.length) {
      line.payload = null;
      finished.add(new Message(id, line.typeId, line.time, line.messageStreamId, hex(payload)));
    }
  }

  private Line begin(int id, @Nullable Line known) {
    int type = known == null ? 0 : random.nextInt(4);
    Line line = known == null ? new Line() : known;
    lines.put(id, line);
    if (type < 3) {
      line.field = STEPS[random.nextInt(STEPS.length)];
    }
    if (type < 2) {
      line.length = random.nextInt(400);
      line.typeId = 8 + random.nextInt(2);
    }
    line.time = type == 0 ? line.field : (line.time + line.field) & 0xFFFFFFFFL;
    switch (type) {
      case 0 -> {
        line.messageStreamId = random.nextInt();
        out.full(id, line.field, line.length, line.typeId, line.messageStreamId);
      }
      case 1 -> out.sameStream(id, line.field, line.length, line.typeId);
      case 2 -> out.timeOnly(id, line.field);
      default -> out.noHeader(id, line.field);
    }
    return line;
  }
}
