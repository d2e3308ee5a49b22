package live.vitrine.media.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.Stream;
import live.vitrine.media.rtmp.chunk.ChunkException.Reason;
import live.vitrine.media.rtmp.chunk.MessageList.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkDecoderTest {
  private final MessageList out = new MessageList();
  private ChunkDecoder decoder = newDecoder(ChunkLimits.PUBLISHING);

  private static ChunkDecoder newDecoder(ChunkLimits limits) {
    return new ChunkDecoder(ByteBufAllocator.DEFAULT, limits);
  }

  @AfterEach
  void close() {
    decoder.close();
  }

  @ParameterizedTest
  @MethodSource("live.vitrine.media.rtmp.chunk.ChunkCases#all")
  void decodesEveryCase(ChunkCases.Case given) {
    feed(given.bytes());

    assertThat(out.messages).isEqualTo(given.messages());
    assertThat(decoder.halfReadBytes()).isZero();
  }

  @ParameterizedTest
  @MethodSource("live.vitrine.media.rtmp.chunk.ChunkCases#all")
  void decodesEveryCaseSplitAtAnyByte(ChunkCases.Case given) {
    for (int split = 1; split < given.bytes().length; split++) {
      try (ChunkDecoder fresh = newDecoder(ChunkLimits.PUBLISHING)) {
        var messages = new MessageList();
        ByteBuf bytes = Unpooled.wrappedBuffer(given.bytes());
        feed(fresh, bytes.readSlice(split), messages);
        feed(fresh, bytes, messages);
        assertThat(messages.messages).as("split at %d", split).isEqualTo(given.messages());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("live.vitrine.media.rtmp.chunk.ChunkCases#all")
  void decodesEveryCaseByteByByte(ChunkCases.Case given) {
    for (byte single : given.bytes()) {
      feed(new byte[] {single});
    }

    assertThat(out.messages).isEqualTo(given.messages());
  }

  static Stream<Arguments> violations() {
    return Stream.of(
        Arguments.of(Reason.NO_PREVIOUS_HEADER, new ChunkWriter().timeOnly(4, 0)),
        Arguments.of(Reason.NO_PREVIOUS_HEADER, new ChunkWriter().noHeader(4, 0)),
        Arguments.of(Reason.HEADER_MISMATCH, halfVideo().full(6, 40, 201, 9, 1)),
        Arguments.of(Reason.HEADER_MISMATCH, halfVideo().full(6, 41, 200, 9, 1)),
        Arguments.of(Reason.HEADER_MISMATCH, halfVideo().full(6, 40, 200, 8, 1)),
        Arguments.of(Reason.HEADER_MISMATCH, halfVideo().full(6, 40, 200, 9, 2)),
        Arguments.of(Reason.HEADER_MISMATCH, halfVideo().sameStream(6, 40, 200, 9)),
        Arguments.of(Reason.HEADER_MISMATCH, halfVideo().timeOnly(6, 40)),
        Arguments.of(Reason.MESSAGE_TOO_LONG, new ChunkWriter().full(6, 0, (4 << 20) + 1, 9, 1)),
        Arguments.of(Reason.MESSAGE_TOO_LONG, new ChunkWriter().full(6, 0, 0xFFFFFF, 9, 1)),
        Arguments.of(Reason.MESSAGE_TOO_LONG, new ChunkWriter().sameStream(6, 0, 0xFFFFFF, 9)),
        Arguments.of(Reason.BAD_CHUNK_SIZE, new ChunkWriter().chunkSize(0)),
        Arguments.of(Reason.BAD_CHUNK_SIZE, new ChunkWriter().chunkSize(-1)),
        Arguments.of(Reason.BAD_CHUNK_SIZE, new ChunkWriter().chunkSize(0x80000000)),
        Arguments.of(
            Reason.SHORT_CONTROL_MESSAGE, new ChunkWriter().full(2, 0, 3, 1, 0).raw("000080")),
        Arguments.of(Reason.SHORT_CONTROL_MESSAGE, new ChunkWriter().full(2, 0, 0, 2, 0)));
  }

  private static ChunkWriter halfVideo() {
    return new ChunkWriter().full(6, 40, 200, 9, 1).raw(ChunkWriter.payload(128));
  }

  @ParameterizedTest
  @MethodSource("violations")
  void refusesAndNamesEveryViolation(Reason reason, ChunkWriter bytes) {
    assertRefused(reason, bytes);
  }

  @ParameterizedTest
  @MethodSource("violations")
  void takesNothingMoreAfterAViolation(Reason reason, ChunkWriter bytes) {
    assertRefused(reason, bytes);
    assertThat(decoder.halfReadBytes()).isZero();

    feed(new ChunkWriter().full(4, 0, 2, 8, 1).raw("af01").bytes());

    assertThat(out.messages).isEmpty();
  }

  @Test
  void reservesNothingBeforeTheFirstPayloadByte() {
    feed(new ChunkWriter().full(6, 0, 4 << 20, 9, 1).bytes());
    assertThat(decoder.halfReadBytes()).isZero();

    feed(new byte[] {0x17});
    assertThat(decoder.halfReadBytes()).isEqualTo((4 << 20) + 15);
  }

  @Test
  void boundsHalfReadMessagesTogether() {
    decoder = newDecoder(new ChunkLimits(1000, 3 * 1015, 64));
    var promises = new ChunkWriter();
    for (int id = 3; id < 6; id++) {
      promises.full(id, 0, 1000, 9, 1).raw(ChunkWriter.payload(128));
    }
    feed(promises.bytes());
    assertThat(decoder.halfReadBytes()).isEqualTo(3 * 1015);

    assertRefused(Reason.TOO_MUCH_HALF_READ, new ChunkWriter().full(6, 0, 1, 9, 1).raw("17"));
    assertThat(decoder.halfReadBytes()).isZero();
  }

  @Test
  void countsMemoryOfAbortedAndFinishedMessagesNoLonger() {
    feed(halfVideo().abort(6).full(4, 0, 2, 8, 1).raw("af01").bytes());

    assertThat(decoder.halfReadBytes()).isZero();
  }

  @Test
  void acceptsSixtyFourChunkStreamsAndNoMore() {
    var full = new ChunkWriter();
    for (int id = 1000; id < 1064; id++) {
      full.full(id, 0, 0, 8, 1);
    }
    feed(full.bytes());
    assertThat(out.messages).hasSize(64);

    feed(new ChunkWriter().noHeader(1063, 0).bytes());
    assertThat(out.messages).hasSize(65);
    assertRefused(Reason.TOO_MANY_CHUNK_STREAMS, new ChunkWriter().full(3, 0, 0, 8, 1));
  }

  @Test
  void holdsAStrangerToLessThanAPublisher() {
    decoder = newDecoder(ChunkLimits.BEFORE_PUBLISH);

    assertRefused(Reason.MESSAGE_TOO_LONG, new ChunkWriter().full(3, 0, 16 * 1024 + 1, 20, 0));
  }

  @Test
  void goesByNewLimitsFromTheNextMessageOn() {
    decoder = newDecoder(ChunkLimits.BEFORE_PUBLISH);
    MessageSink granting =
        message -> {
          out.take(message);
          decoder.limits(ChunkLimits.PUBLISHING);
        };
    byte[] bytes =
        new ChunkWriter()
            .chunkSize(100_000)
            .full(3, 0, 2, 20, 0)
            .raw("0500")
            .full(6, 0, 20_000, 9, 1)
            .raw(ChunkWriter.payload(20_000))
            .bytes();

    feed(decoder, Unpooled.wrappedBuffer(bytes), granting);

    assertThat(out.messages).extracting(Message::typeId).containsExactly(20, 9);
  }

  @Test
  void stopsWhenTheSinkClosesIt() {
    MessageSink closing =
        message -> {
          out.take(message);
          decoder.close();
        };
    byte[] bytes = halfVideo().full(4, 0, 0, 8, 1).full(4, 1, 0, 8, 1).bytes();

    feed(decoder, Unpooled.wrappedBuffer(bytes), closing);

    assertThat(out.messages).hasSize(1);
    assertThat(decoder.halfReadBytes()).isZero();
  }

  @Test
  void letsTheSinksOwnExceptionsThrough() {
    byte[] bytes = new ChunkWriter().full(4, 0, 0, 8, 1).bytes();
    MessageSink failing =
        message -> {
          out.take(message);
          throw new IllegalStateException("refused");
        };

    assertThatThrownBy(() -> decoder.decode(Unpooled.wrappedBuffer(bytes), failing))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("refused");
  }

  @Test
  void releasesHalfReadMessagesWhenClosed() {
    feed(halfVideo().full(1000, 0, 200, 9, 1).raw("17").bytes());
    assertThat(decoder.halfReadBytes()).isEqualTo(2 * 215);

    decoder.close();
    decoder.close();

    assertThat(decoder.halfReadBytes()).isZero();
  }

  @Test
  void saysWhichChunkSizeIsInForce() {
    assertThat(decoder.chunkSize()).isEqualTo(128);
    feed(new ChunkWriter().chunkSize(4096).bytes());
    assertThat(decoder.chunkSize()).isEqualTo(4096);
  }

  private void feed(byte[] bytes) {
    feed(decoder, Unpooled.wrappedBuffer(bytes), out);
  }

  private static void feed(ChunkDecoder decoder, ByteBuf bytes, MessageSink out) {
    decoder.decode(bytes, out);
    assertThat(bytes.isReadable()).as("bytes left").isFalse();
  }

  private void assertRefused(Reason reason, ChunkWriter bytes) {
    assertThatExceptionOfType(ChunkException.class)
        .isThrownBy(() -> feed(bytes.bytes()))
        .extracting(ChunkException::reason)
        .isEqualTo(reason);
    assertThat(List.copyOf(out.messages)).extracting(Message::typeId).doesNotContain(1, 2);
  }
}
