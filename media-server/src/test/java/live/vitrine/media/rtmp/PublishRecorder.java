package live.vitrine.media.rtmp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import live.vitrine.media.rtmp.amf.AmfLimits;
import live.vitrine.media.rtmp.amf.AmfNull;
import live.vitrine.media.rtmp.amf.AmfNumber;
import live.vitrine.media.rtmp.amf.AmfObject;
import live.vitrine.media.rtmp.amf.AmfValue;
import live.vitrine.media.rtmp.chunk.ChunkDecoder;
import live.vitrine.media.rtmp.chunk.ChunkEncoder;
import live.vitrine.media.rtmp.chunk.ChunkLimits;
import live.vitrine.media.rtmp.handshake.HandshakeProgress;
import live.vitrine.media.rtmp.handshake.ServerHandshake;
import live.vitrine.media.rtmp.message.Command;
import live.vitrine.media.rtmp.message.RtmpMessage;
import live.vitrine.media.rtmp.message.RtmpMessageDecoder;
import live.vitrine.media.rtmp.message.RtmpMessageEncoder;

/**
 * Records what a publisher sends: a server for one connection that says yes to everything. Not a
 * test; made the files in {@code src/test/resources/rtmp}, whose README says how.
 */
final class PublishRecorder {
  private final RtmpMessageDecoder messages = new RtmpMessageDecoder(AmfLimits.DEFAULT);
  private final RtmpMessageEncoder answers = new RtmpMessageEncoder(ByteBufAllocator.DEFAULT);
  private final ChunkEncoder chunks = new ChunkEncoder(ByteBufAllocator.DEFAULT);
  private final ByteBuf toClient = Unpooled.buffer();

  private PublishRecorder() {}

  /** Arguments: port to listen on, file to write. */
  static void main(String[] args) throws IOException {
    try (var listener = new ServerSocket(Integer.parseInt(args[0]));
        Socket client = listener.accept()) {
      Files.write(Path.of(args[1]), new PublishRecorder().record(client));
    }
  }

  private byte[] record(Socket client) throws IOException {
    var recording = new ByteArrayOutputStream();
    var handshake = new ServerHandshake(new SplittableRandom(1));
    OutputStream out = client.getOutputStream();
    byte[] buffer = new byte[4096];
    try (var decoder = new ChunkDecoder(ByteBufAllocator.DEFAULT, ChunkLimits.PUBLISHING)) {
      for (int n = client.getInputStream().read(buffer);
          n >= 0;
          n = client.getInputStream().read(buffer)) {
        recording.write(buffer, 0, n);
        ByteBuf in = Unpooled.wrappedBuffer(buffer, 0, n);
        HandshakeProgress progress = handshake.decode(in);
        if (progress == HandshakeProgress.REPLY_READY) {
          take(handshake.retainedReply(ByteBufAllocator.DEFAULT));
          progress = handshake.decode(in);
        }
        if (progress == HandshakeProgress.DONE) {
          decoder.decode(in, message -> answer(messages.decode(message)));
        }
        toClient.readBytes(out, toClient.readableBytes());
      }
    }
    return recording.toByteArray();
  }

  private void answer(RtmpMessage message) {
    if (message instanceof Command command) {
      switch (command.name()) {
        case "createStream" -> result(command, new AmfNumber(1));
        case "publish" -> send(publishStarted(command));
        default -> result(command, AmfNull.NULL);
      }
    }
    message.release();
  }

  private void result(Command call, AmfValue value) {
    send(new Command(0, "_result", call.transactionId(), AmfNull.NULL, List.of(value)));
  }

  private static Command publishStarted(Command publish) {
    AmfObject status =
        AmfObject.EMPTY.with("level", "status").with("code", "NetStream.Publish.Start");
    return new Command(publish.messageStreamId(), "onStatus", 0, AmfNull.NULL, List.of(status));
  }

  private void send(RtmpMessage message) {
    take(answers.retainedChunks(message, chunks));
  }

  private void take(ByteBuf bytes) {
    toClient.writeBytes(bytes);
    bytes.release();
  }
}
