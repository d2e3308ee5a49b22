package live.vitrine.media.rtmp.message;

import io.netty.buffer.ByteBuf;
import java.util.List;
import live.vitrine.media.rtmp.amf.Amf0Decoder;
import live.vitrine.media.rtmp.amf.AmfLimits;
import live.vitrine.media.rtmp.amf.AmfNull;
import live.vitrine.media.rtmp.amf.AmfNumber;
import live.vitrine.media.rtmp.amf.AmfString;
import live.vitrine.media.rtmp.amf.AmfValue;
import live.vitrine.media.rtmp.message.MessageException.Reason;

/** Reads commands (RTMP section 7.1.1). Buffers are borrowed. */
final class CommandDecoder {
  private static final int FIRST_ARGUMENT = 3;

  private final Amf0Decoder amf;

  CommandDecoder(AmfLimits limits) {
    amf = new Amf0Decoder(limits);
  }

  /**
   * Type 17: a format byte 0, then AMF0 values, of which single ones may switch to AMF3. The byte
   * can be told from a command without it, which begins with a string's marker 2.
   */
  Command decodeWrapped(int messageStreamId, ByteBuf payload) {
    if (payload.isReadable() && payload.getByte(payload.readerIndex()) == 0) {
      payload.skipBytes(1);
    }
    return decode(messageStreamId, payload);
  }

  /** Type 20. */
  Command decode(int messageStreamId, ByteBuf payload) {
    List<AmfValue> values = amf.decodeAll(payload);
    if (values.size() < 2
        || !(values.get(0) instanceof AmfString(String name))
        || !(values.get(1) instanceof AmfNumber(double transactionId))) {
      throw new MessageException(
          Reason.BAD_COMMAND,
          "%d values without name and number in front".formatted(values.size()));
    }
    AmfValue commandObject = values.size() < FIRST_ARGUMENT ? AmfNull.NULL : values.get(2);
    List<AmfValue> arguments =
        values.subList(Math.min(FIRST_ARGUMENT, values.size()), values.size());
    return new Command(messageStreamId, name, transactionId, commandObject, arguments);
  }
}
