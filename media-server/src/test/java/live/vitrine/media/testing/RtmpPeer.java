package live.vitrine.media.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import live.vitrine.media.rtmp.amf.AmfLimits;
import live.vitrine.media.rtmp.amf.AmfMembers;
import live.vitrine.media.rtmp.amf.AmfNull;
import live.vitrine.media.rtmp.amf.AmfObject;
import live.vitrine.media.rtmp.amf.AmfString;
import live.vitrine.media.rtmp.amf.AmfValue;
import live.vitrine.media.rtmp.chunk.ChunkDecoder;
import live.vitrine.media.rtmp.chunk.ChunkEncoder;
import live.vitrine.media.rtmp.chunk.ChunkLimits;
import live.vitrine.media.rtmp.handshake.ClientHandshake;
import live.vitrine.media.rtmp.handshake.HandshakeProgress;
import live.vitrine.media.rtmp.message.Audio;
import live.vitrine.media.rtmp.message.Command;
import live.vitrine.media.rtmp.message.MediaMessage;
import live.vitrine.media.rtmp.message.RtmpMessage;
import live.vitrine.media.rtmp.message.RtmpMessageDecoder;
import live.vitrine.media.rtmp.message.RtmpMessageEncoder;
import live.vitrine.media.rtmp.message.Video;

/**
 * The client's side of a connection as bytes in and bytes out, for tests that choose themselves how
 * bytes travel. Media that comes is counted and dropped.
 */
public final class RtmpPeer implements AutoCloseable {
  private static final ByteBufAllocator ALLOCATOR = ByteBufAllocator.DEFAULT;

  private final ClientHandshake handshake = new ClientHandshake(new SplittableRandom(1));
  private final ChunkDecoder chunks = new ChunkDecoder(ALLOCATOR, ChunkLimits.PUBLISHING);
  private final RtmpMessageDecoder decoder = new RtmpMessageDecoder(AmfLimits.DEFAULT);
  private final ChunkEncoder encoder = new ChunkEncoder(ALLOCATOR);
  private final RtmpMessageEncoder messages = new RtmpMessageEncoder(ALLOCATOR);
  private final List<RtmpMessage> received = new ArrayList<>();
  private boolean shaken;
  private int mediaMessages;

  /** C0 and C1. */
  public byte[] opening() {
    return takeBytes(handshake.retainedRequest(ALLOCATOR));
  }

  /**
   * Reads what the server sent.
   *
   * @return what to send back at once: C2, or nothing
   */
  public byte[] receive(byte[] bytes) {
    ByteBuf in = ALLOCATOR.buffer(Math.max(1, bytes.length)).writeBytes(bytes);
    try {
      byte[] answer = new byte[0];
      if (!shaken) {
        HandshakeProgress progress = handshake.decode(in);
        if (progress == HandshakeProgress.REPLY_READY) {
          answer = takeBytes(handshake.retainedReply(ALLOCATOR));
          progress = handshake.decode(in);
        }
        shaken = progress == HandshakeProgress.DONE;
      }
      if (shaken) {
        chunks.decode(
            in,
            message -> {
              switch (decoder.decode(message)) {
                case MediaMessage media -> {
                  mediaMessages++;
                  media.release();
                }
                case RtmpMessage other -> received.add(other);
              }
            });
      }
      return answer;
    } finally {
      in.release();
    }
  }

  public boolean isHandshakeDone() {
    return shaken;
  }

  /** Audio, video and data messages received so far. */
  public int mediaMessages() {
    return mediaMessages;
  }

  /** What came since the last call, media left out. */
  public List<RtmpMessage> takeReceived() {
    List<RtmpMessage> result = List.copyOf(received);
    received.clear();
    return result;
  }

  /** The codes of the statuses among {@code messages}, and the names of calls without one. */
  public static List<String> codes(List<RtmpMessage> messages) {
    return messages.stream()
        .filter(Command.class::isInstance)
        .map(message -> code((Command) message))
        .toList();
  }

  private static String code(Command command) {
    return command.arguments().stream()
        .filter(AmfMembers.class::isInstance)
        .flatMap(value -> ((AmfMembers) value).string("code").stream())
        .findFirst()
        .orElse(command.name());
  }

  /** Messages as chunks. */
  public byte[] encode(RtmpMessage... sent) {
    ByteBuf all = ALLOCATOR.buffer();
    for (RtmpMessage message : sent) {
      ByteBuf bytes = messages.retainedChunks(message, encoder);
      all.writeBytes(bytes);
      bytes.release();
    }
    return takeBytes(all);
  }

  public byte[] connect(String application) {
    AmfObject object = AmfObject.EMPTY.with("app", application).with("flashVer", "test");
    return encode(new Command(0, "connect", 1, object, List.of()));
  }

  /** Connect as a client says that understands a request to reconnect. */
  public byte[] connectReconnecting(String application) {
    AmfObject object =
        AmfObject.EMPTY.with("app", application).with("flashVer", "test").with("capsEx", 1);
    return encode(new Command(0, "connect", 1, object, List.of()));
  }

  /** A call with text arguments. */
  public byte[] call(int messageStreamId, String name, double transactionId, String... texts) {
    List<AmfValue> arguments = new ArrayList<>();
    for (String text : texts) {
      arguments.add(new AmfString(text));
    }
    return encode(new Command(messageStreamId, name, transactionId, AmfNull.NULL, arguments));
  }

  public byte[] video(long timestamp, byte[] payload) {
    Video message = new Video(1, timestamp, ALLOCATOR.buffer().writeBytes(payload));
    return media(message);
  }

  public byte[] audio(long timestamp, byte[] payload) {
    Audio message = new Audio(1, timestamp, ALLOCATOR.buffer().writeBytes(payload));
    return media(message);
  }

  private byte[] media(MediaMessage message) {
    try {
      return encode(message);
    } finally {
      message.release();
    }
  }

  private static byte[] takeBytes(ByteBuf buffer) {
    try {
      return ByteBufUtil.getBytes(buffer);
    } finally {
      buffer.release();
    }
  }

  @Override
  public void close() {
    chunks.close();
  }
}
