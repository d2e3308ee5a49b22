package live.vitrine.media.rtmp.message;

import io.netty.buffer.ByteBuf;
import live.vitrine.media.rtmp.amf.AmfException;
import live.vitrine.media.rtmp.amf.AmfLimits;
import live.vitrine.media.rtmp.chunk.ChunkMessage;
import live.vitrine.media.rtmp.message.MessageException.Reason;

/**
 * Says what a message of the chunk stream means.
 *
 * <p>Stateless: one instance may serve any number of threads.
 */
public final class RtmpMessageDecoder {
  private final CommandDecoder commands;
  private final DataNormaliser data;

  public RtmpMessageDecoder(AmfLimits limits) {
    commands = new CommandDecoder(limits);
    data = new DataNormaliser(limits);
  }

  /**
   * Decodes one message. Takes ownership of its payload, also when it throws: media messages carry
   * it on, for any other it is released here.
   *
   * @throws MessageException if the bytes do not fit the type
   */
  public RtmpMessage decode(ChunkMessage message) {
    return switch (message.typeId()) {
      case MessageType.AUDIO ->
          new Audio(message.messageStreamId(), message.timestamp(), message.payload());
      case MessageType.VIDEO ->
          new Video(message.messageStreamId(), message.timestamp(), message.payload());
      case MessageType.DATA_AMF0 ->
          new Data(message.messageStreamId(), message.timestamp(), message.payload());
      case MessageType.DATA_AMF3 ->
          new Data(
              message.messageStreamId(),
              message.timestamp(),
              data.takeAndNormalise(message.payload()));
      default -> {
        try {
          yield decodeBorrowed(message);
        } catch (AmfException e) {
          throw new MessageException(e);
        } finally {
          message.payload().release();
        }
      }
    };
  }

  private RtmpMessage decodeBorrowed(ChunkMessage message) {
    ByteBuf payload = message.payload();
    return switch (message.typeId()) {
      case MessageType.SET_CHUNK_SIZE -> new SetChunkSize(positiveInt(payload));
      case MessageType.ABORT -> new Abort(require(payload, 4).readInt());
      case MessageType.ACKNOWLEDGEMENT ->
          new Acknowledgement(require(payload, 4).readUnsignedInt());
      case MessageType.USER_CONTROL -> userControl(payload);
      case MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE ->
          new WindowAcknowledgementSize(require(payload, 4).readUnsignedInt());
      case MessageType.SET_PEER_BANDWIDTH -> setPeerBandwidth(payload);
      case MessageType.COMMAND_AMF0 -> commands.decode(message.messageStreamId(), payload);
      case MessageType.COMMAND_AMF3 -> commands.decodeWrapped(message.messageStreamId(), payload);
      case MessageType.AGGREGATE -> AggregateDecoder.decode(message);
      default -> new Unknown(message.typeId(), payload.readableBytes());
    };
  }

  private static int positiveInt(ByteBuf payload) {
    int value = require(payload, 4).readInt();
    if (value < 1) {
      throw new MessageException(
          Reason.BAD_VALUE, "chunk size %d".formatted(Integer.toUnsignedLong(value)));
    }
    return value;
  }

  private static SetPeerBandwidth setPeerBandwidth(ByteBuf payload) {
    long bytes = require(payload, 5).readUnsignedInt();
    int limit = payload.readUnsignedByte();
    return switch (limit) {
      case 0 -> new SetPeerBandwidth(bytes, SetPeerBandwidth.Limit.HARD);
      case 1 -> new SetPeerBandwidth(bytes, SetPeerBandwidth.Limit.SOFT);
      case 2 -> new SetPeerBandwidth(bytes, SetPeerBandwidth.Limit.DYNAMIC);
      default -> throw new MessageException(Reason.BAD_VALUE, "limit type %d".formatted(limit));
    };
  }

  private static UserControl userControl(ByteBuf payload) {
    int event = require(payload, 2).readUnsignedShort();
    return switch (event) {
      case 0 -> new UserControl.StreamBegin(require(payload, 4).readInt());
      case 1 -> new UserControl.StreamEof(require(payload, 4).readInt());
      case 2 -> new UserControl.StreamDry(require(payload, 4).readInt());
      case 3 ->
          new UserControl.SetBufferLength(require(payload, 8).readInt(), payload.readUnsignedInt());
      case 4 -> new UserControl.StreamIsRecorded(require(payload, 4).readInt());
      case 6 -> new UserControl.PingRequest(require(payload, 4).readUnsignedInt());
      case 7 -> new UserControl.PingResponse(require(payload, 4).readUnsignedInt());
      default -> new UserControl.Other(event);
    };
  }

  static ByteBuf require(ByteBuf payload, int bytes) {
    if (payload.readableBytes() < bytes) {
      throw new MessageException(
          Reason.TRUNCATED, "%d bytes needed, %d left".formatted(bytes, payload.readableBytes()));
    }
    return payload;
  }
}
