package live.vitrine.media.flv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import live.vitrine.media.flv.PayloadException.Reason;
import live.vitrine.media.testing.HexBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrackPayloadsTest {
  @ParameterizedTest
  @MethodSource("live.vitrine.media.flv.TrackPayloadCases#all")
  void takesPayloadsApart(TrackPayloadCases.Case known) {
    assertThat(unwrap(known.type(), known.bytes())).isEqualTo(known.tracks());
  }

  /** Of a track of open length a prefix is a shorter track, so only refusal or success is asked. */
  @ParameterizedTest
  @MethodSource("live.vitrine.media.flv.TrackPayloadCases#all")
  void refusesOrAcceptsEveryPrefixAsAWhole(TrackPayloadCases.Case known) {
    byte[] bytes = known.bytes();
    for (int length = 0; length < bytes.length; length++) {
      ByteBuf payload = payload(HexFormat.of().formatHex(bytes, 0, length));
      List<ByteBuf> handedOver = new ArrayList<>();
      try {
        TrackPayloads.unwrap(known.type(), payload, (_, track) -> handedOver.add(track));
        assertThat(handedOver).isNotEmpty();
      } catch (PayloadException e) {
        assertThat(e.reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(handedOver).isEmpty();
      }
      handedOver.forEach(ByteBuf::release);
      assertThat(payload.refCnt()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "VIDEO, 96, TRUNCATED, ends inside the multitrack type: 1 bytes needed",
    "VIDEO, 9600 61766331, TRUNCATED, 'ends inside a track: 5 bytes needed, 4 left'",
    "VIDEO, 9610 61766331, TRUNCATED, ends inside the header of a track",
    "VIDEO, 9610 61766331 00 000001, TRUNCATED, 'ends inside a track: 1 bytes needed, 0 left'",
    "VIDEO, 9610 61766331 00 ffffff aa, TRUNCATED, 16777215 bytes needed",
    "AUDIO, 9520, TRUNCATED, ends inside the header of a track",
    "AUDIO, 9521 6d703461 00 000000 6d, TRUNCATED, ends inside the header of a track",
    "AUDIO, 97, TRUNCATED, ends inside the size of an extension",
    "AUDIO, 97ff01, TRUNCATED, ends inside the size of an extension",
    "AUDIO, 9702000000, TRUNCATED, ends inside an extension",
    "AUDIO, 9505, NESTED, packet type of tracks is 5",
    "VIDEO, 9606, NESTED, packet type of tracks is 6",
    "VIDEO, 9607, NESTED, packet type of tracks is 7",
    "VIDEO, 9630, UNKNOWN_MULTITRACK_TYPE, multitrack type is 3",
  })
  void refusesMalformedPayloads(TagType type, String payload, Reason reason, String message) {
    assertThatExceptionOfType(PayloadException.class)
        .isThrownBy(() -> unwrap(type, HexFormat.of().parseHex(payload.replace(" ", ""))))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void takesAsManyTracksAsThereAreNumbersAndNoMore() {
    String start = "96 10 'av01' ";
    String track = "00 000000 ";

    assertThat(unwrap(TagType.VIDEO, HexBytes.bytes(start + track.repeat(256)))).hasSize(256);
    assertThatExceptionOfType(PayloadException.class)
        .isThrownBy(() -> unwrap(TagType.VIDEO, HexBytes.bytes(start + track.repeat(257))))
        .withMessage("more than 256 tracks in a message")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_TRACKS));
  }

  @Test
  void doesNotCopyTheOnlyTrack() {
    ByteBuf payload = payload("9601617663310100000065");

    TrackPayloads.unwrap(
        TagType.VIDEO,
        payload,
        (_, track) -> {
          assertThat(track).isSameAs(payload);
          track.release();
        });
  }

  @Test
  void leavesRoomForTheTagAroundEveryTrack() {
    ByteBuf payload = payload("9511 6d703461 00 000002 1234 03 000001 56".replace(" ", ""));
    List<FlvTag> tags = new ArrayList<>();

    TrackPayloads.unwrap(
        TagType.AUDIO,
        payload,
        (track, of) -> tags.add(FlvTag.take(TagType.AUDIO, track, 1000, of)));

    assertThat(tags).extracting(FlvTag::track).containsExactly(0, 3);
    assertThat(tags.stream().map(tag -> ByteBufUtil.hexDump(tag.buffer())))
        .containsExactly(
            "08000007" + "0003e800" + "000000" + "916d7034611234" + "00000012",
            "08000006" + "0003e800" + "000000" + "916d70346156" + "00000011");
    tags.forEach(FlvTag::release);
  }

  @Test
  void releasesWhatIsLeftWhenTheConsumerFails() {
    ByteBuf payload = payload("9511 6d703461 00 000002 1234 03 000001 56".replace(" ", ""));

    assertThatIllegalStateException()
        .isThrownBy(() ->
            TrackPayloads.unwrap(
                TagType.AUDIO,
                payload,
                (_, track) -> {
                  track.release();
                  throw new IllegalStateException();
                }));
    assertThat(payload.refCnt()).isZero();
  }

  private static List<String> unwrap(TagType type, byte[] bytes) {
    ByteBuf payload = payload(HexFormat.of().formatHex(bytes));
    List<String> tracks = new ArrayList<>();
    try {
      TrackPayloads.unwrap(
          type,
          payload,
          (track, of) -> {
            tracks.add(track + ": " + ByteBufUtil.hexDump(of));
            of.release();
          });
    } finally {
      assertThat(payload.refCnt()).isZero();
    }
    return tracks;
  }

  /** With room in front and behind, as chunks leave it. */
  private static ByteBuf payload(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    int capacity = FlvTag.HEADER_LENGTH + bytes.length + FlvTag.TRAILER_LENGTH;
    ByteBuf buffer = Unpooled.directBuffer(capacity, capacity);
    buffer.writeZero(FlvTag.HEADER_LENGTH).readerIndex(FlvTag.HEADER_LENGTH);
    return buffer.writeBytes(bytes);
  }
}
