package live.vitrine.media.rtmp.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.function.Consumer;
import live.vitrine.media.rtmp.amf.Amf0Encoder;
import live.vitrine.media.rtmp.amf.AmfNumber;
import live.vitrine.media.rtmp.amf.AmfString;
import live.vitrine.media.rtmp.amf.AmfValue;
import live.vitrine.media.rtmp.chunk.ChunkEncoder;
import live.vitrine.media.rtmp.chunk.ChunkMessage;

/**
 * Turns messages into chunk stream messages, or into chunks. Commands and data are written in AMF0.
 *
 * <p>Stateless: one instance may serve any number of threads.
 */
public final class RtmpMessageEncoder {
  private static final int CONTROL_STREAM = 2;
  private static final int COMMAND_STREAM = 3;
  private static final int AUDIO_STREAM = 4;
  private static final int DATA_STREAM = 5;
  private static final int VIDEO_STREAM = 6;

  private final ByteBufAllocator allocator;

  public RtmpMessageEncoder(ByteBufAllocator allocator) {
    this.allocator = allocator;
  }

  /**
   * Encodes a message as chunks; after Set Chunk Size {@code chunks} goes on with the new size. The
   * caller owns the buffer; a media message is borrowed.
   *
   * @throws IllegalArgumentException for messages that are never sent: aggregates and unknown ones
   */
  public ByteBuf retainedChunks(RtmpMessage message, ChunkEncoder chunks) {
    ChunkMessage encoded = retainedMessage(message);
    try {
      return chunks.retainedEncode(encoded);
    } finally {
      encoded.payload().release();
      if (message instanceof SetChunkSize(int size)) {
        chunks.chunkSize(size);
      }
    }
  }

  /**
   * Encodes a message for a {@link ChunkEncoder}. The caller owns the payload; a media message is
   * borrowed, and its payload shared.
   *
   * @throws IllegalArgumentException for messages that are never sent: aggregates and unknown ones
   */
  public ChunkMessage retainedMessage(RtmpMessage message) {
    return switch (message) {
      case SetChunkSize(int size) -> control(MessageType.SET_CHUNK_SIZE, out -> out.writeInt(size));
      case Abort(int id) -> control(MessageType.ABORT, out -> out.writeInt(id));
      case Acknowledgement(long bytes) ->
          control(MessageType.ACKNOWLEDGEMENT, out -> out.writeInt((int) bytes));
      case UserControl event -> control(MessageType.USER_CONTROL, out -> userControl(event, out));
      case WindowAcknowledgementSize(long bytes) ->
          control(MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE, out -> out.writeInt((int) bytes));
      case SetPeerBandwidth(long bytes, SetPeerBandwidth.Limit limit) ->
          control(
              MessageType.SET_PEER_BANDWIDTH,
              out -> out.writeInt((int) bytes).writeByte(limit.id()));
      case Command command -> command(command);
      case Audio audio -> media(AUDIO_STREAM, MessageType.AUDIO, audio);
      case Video video -> media(VIDEO_STREAM, MessageType.VIDEO, video);
      case Data data -> media(DATA_STREAM, MessageType.DATA_AMF0, data);
      case Aggregate _, Unknown _ ->
          throw new IllegalArgumentException("never sent: " + message.getClass().getSimpleName());
    };
  }

  private ChunkMessage control(int typeId, Consumer<ByteBuf> body) {
    return written(CONTROL_STREAM, typeId, 0, body);
  }

  private ChunkMessage command(Command command) {
    return written(
        COMMAND_STREAM,
        MessageType.COMMAND_AMF0,
        command.messageStreamId(),
        out -> {
          Amf0Encoder.encodeAll(head(command), out);
          Amf0Encoder.encodeAll(command.arguments(), out);
        });
  }

  private static List<AmfValue> head(Command command) {
    return List.of(
        new AmfString(command.name()),
        new AmfNumber(command.transactionId()),
        command.commandObject());
  }

  private ChunkMessage written(
      int chunkStreamId, int typeId, int messageStreamId, Consumer<ByteBuf> body) {
    ByteBuf payload = allocator.buffer();
    try {
      body.accept(payload);
      return new ChunkMessage(chunkStreamId, typeId, 0, messageStreamId, payload.retain());
    } finally {
      payload.release();
    }
  }

  private static ChunkMessage media(int chunkStreamId, int typeId, MediaMessage message) {
    return new ChunkMessage(
        chunkStreamId,
        typeId,
        message.timestamp(),
        message.messageStreamId(),
        message.payload().retainedDuplicate());
  }

  private static void userControl(UserControl event, ByteBuf out) {
    switch (event) {
      case UserControl.StreamBegin(int id) -> out.writeShort(0).writeInt(id);
      case UserControl.StreamEof(int id) -> out.writeShort(1).writeInt(id);
      case UserControl.StreamDry(int id) -> out.writeShort(2).writeInt(id);
      case UserControl.SetBufferLength(int id, long millis) ->
          out.writeShort(3).writeInt(id).writeInt((int) millis);
      case UserControl.StreamIsRecorded(int id) -> out.writeShort(4).writeInt(id);
      case UserControl.PingRequest(long time) -> out.writeShort(6).writeInt((int) time);
      case UserControl.PingResponse(long time) -> out.writeShort(7).writeInt((int) time);
      case UserControl.Other(int type) -> out.writeShort(type);
    }
  }
}
