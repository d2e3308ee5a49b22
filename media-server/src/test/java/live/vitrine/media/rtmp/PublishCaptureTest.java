package live.vitrine.media.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import live.vitrine.media.rtmp.amf.AmfLimits;
import live.vitrine.media.rtmp.amf.AmfObject;
import live.vitrine.media.rtmp.amf.AmfStrictArray;
import live.vitrine.media.rtmp.amf.AmfString;
import live.vitrine.media.rtmp.chunk.ChunkDecoder;
import live.vitrine.media.rtmp.chunk.ChunkLimits;
import live.vitrine.media.rtmp.handshake.HandshakeProgress;
import live.vitrine.media.rtmp.handshake.ServerHandshake;
import live.vitrine.media.rtmp.message.Audio;
import live.vitrine.media.rtmp.message.Command;
import live.vitrine.media.rtmp.message.MediaMessage;
import live.vitrine.media.rtmp.message.RtmpMessage;
import live.vitrine.media.rtmp.message.RtmpMessageDecoder;
import live.vitrine.media.rtmp.message.Video;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every byte that real publishers sent, against the FLV file that the same program wrote. */
class PublishCaptureTest {
  /** Sound or picture: FLV tag type, time, payload in hexadecimal. */
  private record Tag(int type, long timestamp, String payload) {}

  private final List<Command> commands = new ArrayList<>();
  private final List<Tag> tags = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"ffmpeg-5.1", "ffmpeg-5.1-extended-time", "ffmpeg-8.0-hevc"})
  void findsTheTagsOfTheFileInTheStream(String capture) throws IOException {
    decode(resource(capture + ".bin"), 4096);

    assertThat(tags).hasSizeGreaterThan(20).isEqualTo(tagsOfFile(resource(capture + ".flv")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ffmpeg-5.1", "ffmpeg-5.1-extended-time", "ffmpeg-8.0-hevc"})
  void findsThemAlsoByteByByte(String capture) throws IOException {
    decode(resource(capture + ".bin"), 1);

    assertThat(tags).isEqualTo(tagsOfFile(resource(capture + ".flv")));
  }

  @Test
  void readsTheCommandsOfASession() throws IOException {
    decode(resource("ffmpeg-5.1.bin"), 4096);

    assertThat(commands)
        .extracting(Command::name)
        .containsExactly(
            "connect",
            "releaseStream",
            "FCPublish",
            "createStream",
            "publish",
            "FCUnpublish",
            "deleteStream");
    assertThat(commands.getFirst().commandObject())
        .isEqualTo(
            AmfObject.EMPTY
                .with("app", "live")
                .with("type", "nonprivate")
                .with("flashVer", "FMLE/3.0 (compatible; Lavf59.27.100)")
                .with("tcUrl", "rtmp://127.0.0.1:21935/live"));
    assertThat(commands.get(4).arguments())
        .containsExactly(new AmfString("key"), new AmfString("live"));
  }

  @Test
  void readsTheCodecsThatAnEnhancedPublisherOffers() throws IOException {
    decode(resource("ffmpeg-8.0-hevc.bin"), 4096);

    assertThat(((AmfObject) commands.getFirst().commandObject()).member("fourCcList"))
        .contains(new AmfStrictArray(List.of(new AmfString("hvc1"))));
  }

  /** The client's digest is not ours: FFmpeg made it. */
  @Test
  void answersTheDigestOfFfmpegInTheDigestForm() throws IOException {
    byte[] sent = resource("ffmpeg-5.1.bin");
    var handshake = new ServerHandshake(new SplittableRandom(1));

    assertThat(handshake.decode(Unpooled.wrappedBuffer(sent)))
        .isEqualTo(HandshakeProgress.REPLY_READY);
    ByteBuf reply = handshake.retainedReply(ByteBufAllocator.DEFAULT);

    assertThat(reply.getInt(5)).as("server version").isNotZero();
    assertThat(ByteBufUtil.getBytes(reply, 1537, 1536))
        .isNotEqualTo(Arrays.copyOfRange(sent, 1, 1537));
    reply.release();
  }

  private void decode(byte[] capture, int step) {
    var handshake = new ServerHandshake(new SplittableRandom(1));
    var messages = new RtmpMessageDecoder(AmfLimits.DEFAULT);
    ByteBuf all = Unpooled.wrappedBuffer(capture);
    try (var decoder = new ChunkDecoder(ByteBufAllocator.DEFAULT, ChunkLimits.PUBLISHING)) {
      while (all.isReadable()) {
        ByteBuf in = all.readSlice(Math.min(step, all.readableBytes()));
        HandshakeProgress progress = handshake.decode(in);
        if (progress == HandshakeProgress.REPLY_READY) {
          handshake.retainedReply(ByteBufAllocator.DEFAULT).release();
          progress = handshake.decode(in);
        }
        if (progress == HandshakeProgress.DONE) {
          decoder.decode(in, message -> take(messages.decode(message)));
        }
      }
      assertThat(decoder.halfReadBytes()).isZero();
    }
  }

  private void take(RtmpMessage message) {
    if (message instanceof Command command) {
      commands.add(command);
    } else if (message instanceof Audio audio) {
      tags.add(tag(8, audio));
    } else if (message instanceof Video video) {
      tags.add(tag(9, video));
    }
    message.release();
  }

  private static Tag tag(int type, MediaMessage media) {
    return new Tag(type, media.timestamp(), ByteBufUtil.hexDump(media.payload()));
  }

  private static List<Tag> tagsOfFile(byte[] flv) {
    List<Tag> tags = new ArrayList<>();
    ByteBuf in = Unpooled.wrappedBuffer(flv).skipBytes(9 + 4);
    while (in.isReadable()) {
      int type = in.readUnsignedByte();
      int length = in.readUnsignedMedium();
      long timestamp = in.readUnsignedMedium() | ((long) in.readUnsignedByte() << 24);
      ByteBuf payload = in.skipBytes(3).readSlice(length);
      in.skipBytes(4);
      if (type != 18) {
        tags.add(new Tag(type, timestamp, ByteBufUtil.hexDump(payload)));
      }
    }
    return tags;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = PublishCaptureTest.class.getResourceAsStream("/rtmp/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
