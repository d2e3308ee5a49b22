package live.vitrine.media.rtmp.chunk;

import static live.vitrine.media.rtmp.chunk.ChunkWriter.hex;
import static live.vitrine.media.rtmp.chunk.ChunkWriter.payload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import live.vitrine.media.rtmp.chunk.MessageList.Message;
import live.vitrine.media.testing.HexBytes;

/** Chunk streams and the messages in them. */
final class ChunkCases {
  record Case(String name, String hex, List<Message> messages) {
    Case(String name, byte[] bytes, List<Message> messages) {
      this(name, ChunkWriter.hex(bytes), messages);
    }

    byte[] bytes() {
      return HexBytes.bytes(hex);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final long[] EDGE_TIMES = {0xFFFFFE, 0xFFFFFF, 0x1000000, 0xFFFFFFFFL};
  private static final String AUDIO = "af01";

  private ChunkCases() {}

  static Stream<Case> all() {
    return Stream.of(chunkStreamIds(), literal(), edgeTimes(), dialects(), control())
        .flatMap(s -> s);
  }

  /** Every form of the basic header at its edges, and ids in a longer form than they need. */
  static Stream<Case> chunkStreamIds() {
    return Stream.of(
        idCase(2, "02"),
        idCase(3, "03"),
        idCase(63, "3f"),
        idCase(64, "00 00"),
        idCase(319, "00 ff"),
        idCase(320, "01 00 01"),
        idCase(65_599, "01 ff ff"),
        idCase(64, "01 00 00"),
        idCase(319, "01 ff 00"));
  }

  private static Case idCase(int id, String basicHeader) {
    byte[] bytes = HexBytes.bytes(basicHeader + " 000014 000002 08 01000000 af01");
    return new Case(
        "chunk stream %d as %s".formatted(id, basicHeader),
        bytes,
        List.of(new Message(id, 8, 20, 1, AUDIO)));
  }

  private static Stream<Case> literal() {
    return Stream.of(
        new Case(
            "all four header types",
            HexBytes.bytes(
                "04 0003e8 000002 08 01000000 af01"
                    + " 44 000017 000003 09 270100"
                    + " 84 000018 270101"
                    + " c4 270102"),
            List.of(
                new Message(4, 8, 1000, 1, AUDIO),
                new Message(4, 9, 1023, 1, "270100"),
                new Message(4, 9, 1047, 1, "270101"),
                new Message(4, 9, 1071, 1, "270102"))),
        new Case(
            "type 3 after type 0 takes its time as delta",
            HexBytes.bytes("04 000017 000002 08 01000000 af01 c4 af01 c4 af01"),
            List.of(
                new Message(4, 8, 23, 1, AUDIO),
                new Message(4, 8, 46, 1, AUDIO),
                new Message(4, 8, 69, 1, AUDIO))),
        new Case(
            "type 1 on a fresh chunk stream, as librtmp's ping",
            HexBytes.bytes("42 000000 000006 04 0006 00000d0f"),
            List.of(new Message(2, 4, 0, 0, "000600000d0f"))),
        new Case(
            "message stream id is little-endian",
            HexBytes.bytes("04 000000 000002 08 04030201 af01"),
            List.of(new Message(4, 8, 0, 0x01020304, AUDIO))),
        new Case(
            "empty messages",
            HexBytes.bytes(
                "04 000001 000000 08 01000000 c4 84 000002 04 000009 000000 08 01000000"),
            List.of(
                new Message(4, 8, 1, 1, ""),
                new Message(4, 8, 2, 1, ""),
                new Message(4, 8, 4, 1, ""),
                new Message(4, 8, 9, 1, ""))),
        new Case(
            "time wraps at 32 bits",
            HexBytes.bytes("04 ffffff 000002 08 01000000 fffffff0 af01 84 000020 af01"),
            List.of(new Message(4, 8, 0xFFFFFFF0L, 1, AUDIO), new Message(4, 8, 0x10, 1, AUDIO))),
        new Case(
            "extended field with a small value",
            HexBytes.bytes("04 ffffff 000002 08 01000000 00000005 af01"),
            List.of(new Message(4, 8, 5, 1, AUDIO))));
  }

  /** All header types at the edges of the 24-bit field, in messages of two chunks each. */
  private static Stream<Case> edgeTimes() {
    List<Case> cases = new ArrayList<>();
    for (boolean repeats : new boolean[] {true, false}) {
      for (long time : EDGE_TIMES) {
        String suffix = " %x, %s".formatted(time, repeats ? "repeated" : "not repeated");
        cases.add(
            new Case(
                "type 0 at" + suffix,
                twoChunks(new ChunkWriter(repeats).full(6, time, 200, 9, 1), time).bytes(),
                List.of(video(time))));
        cases.add(
            new Case(
                "type 1 with" + suffix,
                twoChunks(first(repeats).sameStream(6, time, 200, 9), time).bytes(),
                List.of(video(10), video(10 + time))));
        cases.add(
            new Case(
                "type 2 with" + suffix,
                twoChunks(first(repeats).timeOnly(6, time), time).bytes(),
                List.of(video(10), video(10 + time))));
        ChunkWriter again = twoChunks(first(repeats).timeOnly(6, time), time);
        cases.add(
            new Case(
                "type 3 with" + suffix,
                twoChunks(again.noHeader(6, time), time).bytes(),
                List.of(video(10), video(10 + time), video(10 + 2 * time))));
      }
    }
    return cases.stream();
  }

  private static ChunkWriter first(boolean repeats) {
    return twoChunks(new ChunkWriter(repeats).full(6, 10, 200, 9, 1), 10);
  }

  private static ChunkWriter twoChunks(ChunkWriter header, long time) {
    return header
        .raw(Arrays.copyOf(payload(200), 128))
        .noHeader(6, time)
        .raw(Arrays.copyOfRange(payload(200), 128, 200));
  }

  private static Message video(long time) {
    return new Message(6, 9, time & 0xFFFFFFFFL, 1, hex(payload(200)));
  }

  /** Without repeated times, payload that looks like the beginning of one. */
  private static Stream<Case> dialects() {
    List<Case> cases = new ArrayList<>();
    for (String rest : List.of("01", "0102", "010203", "0102ff", "01020305", "01020304ff")) {
      byte[] payload = HexBytes.bytes("00".repeat(128) + rest);
      byte[] bytes =
          new ChunkWriter(false)
              .full(6, 0x01020304, payload.length, 9, 1)
              .raw(Arrays.copyOf(payload, 128))
              .noHeader(6, 0x01020304)
              .raw(rest.startsWith("01020304") ? "01020304" + rest : rest)
              .full(5, 7, 2, 8, 1)
              .raw(AUDIO)
              .bytes();
      cases.add(
          new Case(
              "not repeated, but payload goes on with " + rest,
              bytes,
              List.of(
                  new Message(6, 9, 0x01020304, 1, hex(payload)), new Message(5, 8, 7, 1, AUDIO))));
    }
    cases.add(
        new Case(
            "not repeated, and what looks like it is payload and a whole chunk",
            new ChunkWriter(false)
                .full(4, 0, 1, 8, 1)
                .raw("aa")
                .full(6, 0xC4C4BBCCL, 129, 9, 1)
                .raw("00".repeat(128))
                .noHeader(6, 0xC4C4BBCCL)
                .raw("c4")
                .raw("c4 bb")
                .raw("c4 dd")
                .bytes(),
            List.of(
                new Message(4, 8, 0, 1, "aa"),
                new Message(6, 9, 0xC4C4BBCCL, 1, "00".repeat(128) + "c4"),
                new Message(4, 8, 0, 1, "bb"),
                new Message(4, 8, 0, 1, "dd"))));
    return cases.stream();
  }

  private static Stream<Case> control() {
    byte[] long300 = payload(300);
    return Stream.of(
        new Case(
            "interleaved messages",
            new ChunkWriter()
                .full(6, 40, 200, 9, 1)
                .raw(Arrays.copyOf(payload(200), 128))
                .full(4, 23, 130, 8, 1)
                .raw(Arrays.copyOf(payload(130), 128))
                .noHeader(6, 40)
                .raw(Arrays.copyOfRange(payload(200), 128, 200))
                .noHeader(4, 23)
                .raw(Arrays.copyOfRange(payload(130), 128, 130))
                .bytes(),
            List.of(
                new Message(6, 9, 40, 1, hex(payload(200))),
                new Message(4, 8, 23, 1, hex(payload(130))))),
        new Case(
            "larger chunks",
            new ChunkWriter().chunkSize(300).full(6, 40, 300, 9, 1).raw(long300).bytes(),
            List.of(new Message(6, 9, 40, 1, hex(long300)))),
        new Case(
            "largest chunk size",
            new ChunkWriter().chunkSize(0x7FFFFFFF).full(6, 40, 300, 9, 1).raw(long300).bytes(),
            List.of(new Message(6, 9, 40, 1, hex(long300)))),
        new Case(
            "chunks of one byte",
            new ChunkWriter()
                .chunkSize(1)
                .full(6, 40, 3, 9, 1)
                .raw("17")
                .noHeader(6, 40)
                .raw("01")
                .noHeader(6, 40)
                .raw("00")
                .bytes(),
            List.of(new Message(6, 9, 40, 1, "170100"))),
        new Case(
            "chunk size changed within a message",
            new ChunkWriter()
                .full(6, 40, 300, 9, 1)
                .raw(Arrays.copyOf(long300, 128))
                .chunkSize(4096)
                .noHeader(6, 40)
                .raw(Arrays.copyOfRange(long300, 128, 300))
                .bytes(),
            List.of(new Message(6, 9, 40, 1, hex(long300)))),
        new Case(
            "aborted message",
            new ChunkWriter()
                .full(6, 40, 300, 9, 1)
                .raw(Arrays.copyOf(long300, 128))
                .abort(6)
                .full(6, 80, 2, 9, 1)
                .raw("2702")
                .bytes(),
            List.of(new Message(6, 9, 80, 1, "2702"))),
        new Case(
            "abort of nothing",
            new ChunkWriter().abort(77).abort(-1).abort(0).full(4, 1, 2, 8, 1).raw(AUDIO).bytes(),
            List.of(new Message(4, 8, 1, 1, AUDIO))),
        new Case(
            "header repeated within a message",
            new ChunkWriter()
                .full(6, 40, 130, 9, 1)
                .raw(Arrays.copyOf(payload(130), 128))
                .full(6, 40, 130, 9, 1)
                .raw(Arrays.copyOfRange(payload(130), 128, 130))
                .bytes(),
            List.of(new Message(6, 9, 40, 1, hex(payload(130))))));
  }
}
