package live.vitrine.media.rtmp.message;

import java.util.List;
import java.util.stream.Stream;
import live.vitrine.media.rtmp.amf.AmfNull;
import live.vitrine.media.rtmp.amf.AmfObject;
import live.vitrine.media.rtmp.amf.AmfString;
import live.vitrine.media.testing.HexBytes;

/** Messages and their payloads, written by hand from the specification. */
final class MessageCases {
  record Case(RtmpMessage message, int chunkStreamId, int typeId, int stream, String notation) {
    byte[] bytes() {
      return HexBytes.bytes(notation);
    }

    @Override
    public String toString() {
      return message.toString();
    }
  }

  private MessageCases() {}

  /** What the encoder writes and the decoder reads; media is tested apart, having buffers. */
  static Stream<Case> bothWays() {
    return Stream.of(
        control(new SetChunkSize(4096), 1, "00001000"),
        control(new SetChunkSize(0x7FFFFFFF), 1, "7fffffff"),
        control(new Abort(6), 2, "00000006"),
        control(new Acknowledgement(0xFFFFFFFFL), 3, "ffffffff"),
        control(new UserControl.StreamBegin(1), 4, "0000 00000001"),
        control(new UserControl.StreamEof(1), 4, "0001 00000001"),
        control(new UserControl.StreamDry(1), 4, "0002 00000001"),
        control(new UserControl.SetBufferLength(1, 3000), 4, "0003 00000001 00000bb8"),
        control(new UserControl.StreamIsRecorded(1), 4, "0004 00000001"),
        control(new UserControl.PingRequest(0xFFFFFFFFL), 4, "0006 ffffffff"),
        control(new UserControl.PingResponse(3343), 4, "0007 00000d0f"),
        control(new UserControl.Other(26), 4, "001a"),
        control(new WindowAcknowledgementSize(2_500_000), 5, "002625a0"),
        control(new SetPeerBandwidth(2_500_000, SetPeerBandwidth.Limit.HARD), 6, "002625a0 00"),
        control(new SetPeerBandwidth(0xFFFFFFFFL, SetPeerBandwidth.Limit.SOFT), 6, "ffffffff 01"),
        control(new SetPeerBandwidth(1, SetPeerBandwidth.Limit.DYNAMIC), 6, "00000001 02"),
        command(
            new Command(0, "connect", 1, AmfObject.EMPTY.with("app", "live"), List.of()),
            "02 0007 'connect' 00 3ff0000000000000 03 0003 'app' 02 0004 'live' 0000 09"),
        command(
            new Command(
                1,
                "publish",
                5,
                AmfNull.NULL,
                List.of(new AmfString("key"), new AmfString("live"))),
            "02 0007 'publish' 00 4014000000000000 05 02 0003 'key' 02 0004 'live'"));
  }

  /** What only others send. */
  static Stream<Case> decodedOnly() {
    var streamBegin = "0000 00000001";
    return Stream.of(
        control(new UserControl.StreamBegin(1), 4, streamBegin + " ff"),
        control(new UserControl.Other(31), 4, "001f 00000001"),
        command(
            new Command(0, "ping", 0, AmfNull.NULL, List.of()),
            "02 0004 'ping' 00 0000000000000000"),
        wrapped("00 02 0001 'c' 00 3ff0000000000000 05 02 0001 'x'"),
        wrapped("00 02 0001 'c' 00 3ff0000000000000 11 01 11 06 03 'x'"),
        wrapped("02 0001 'c' 00 3ff0000000000000 05 02 0001 'x'"),
        new Case(new Unknown(19, 3), 3, 19, 0, "000102"),
        new Case(new Unknown(16, 1), 3, 16, 0, "00"),
        new Case(new Unknown(255, 2), 3, 255, 0, "0001"));
  }

  static Stream<Case> all() {
    return Stream.concat(bothWays(), decodedOnly());
  }

  private static Case control(RtmpMessage message, int typeId, String notation) {
    return new Case(message, 2, typeId, 0, notation);
  }

  private static Case command(Command command, String notation) {
    return new Case(command, 3, 20, command.messageStreamId(), notation);
  }

  private static Case wrapped(String notation) {
    var call = new Command(1, "c", 1, AmfNull.NULL, List.of(new AmfString("x")));
    return new Case(call, 3, 17, 1, notation);
  }
}
