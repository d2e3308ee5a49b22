package live.vitrine.media.rtmp.amf;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import live.vitrine.media.rtmp.amf.AmfException.Reason;

/** Encodes values as AMF0 (AMF0 section 2). Buffers are borrowed and grow as needed. */
public final class Amf0Encoder {
  private static final int MAX_SHORT_STRING = 0xFFFF;

  private Amf0Encoder() {}

  /** Appends all values to {@code out}. */
  public static void encodeAll(List<? extends AmfValue> values, ByteBuf out) {
    for (AmfValue value : values) {
      encode(value, out);
    }
  }

  /**
   * Appends one value to {@code out}.
   *
   * @throws AmfException if a member's name is longer than 65,535 bytes
   */
  public static void encode(AmfValue value, ByteBuf out) {
    switch (value) {
      case AmfNumber(double number) -> out.writeByte(0x00).writeDouble(number);
      case AmfBoolean(boolean truth) -> out.writeByte(0x01).writeByte(truth ? 1 : 0);
      case AmfString(String text) -> string(text, out);
      case AmfObject object -> {
        out.writeByte(0x03);
        members(object, out);
      }
      case AmfNull.NULL -> out.writeByte(0x05);
      case AmfUndefined.UNDEFINED -> out.writeByte(0x06);
      case AmfEcmaArray array -> {
        out.writeByte(0x08).writeInt(array.members().size());
        members(array, out);
      }
      case AmfStrictArray(List<AmfValue> elements) -> {
        out.writeByte(0x0A).writeInt(elements.size());
        encodeAll(elements, out);
      }
      case AmfDate(double millis) -> out.writeByte(0x0B).writeDouble(millis).writeShort(0);
    }
  }

  private static void string(String text, ByteBuf out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_SHORT_STRING) {
      out.writeByte(0x02).writeShort(bytes.length).writeBytes(bytes);
    } else {
      out.writeByte(0x0C).writeInt(bytes.length).writeBytes(bytes);
    }
  }

  private static void members(AmfMembers value, ByteBuf out) {
    for (Map.Entry<String, AmfValue> member : value.members().entrySet()) {
      byte[] name = member.getKey().getBytes(StandardCharsets.UTF_8);
      if (name.length > MAX_SHORT_STRING) {
        throw new AmfException(
            Reason.STRING_TOO_LONG,
            "name of %d bytes, limit %d".formatted(name.length, MAX_SHORT_STRING));
      }
      out.writeShort(name.length).writeBytes(name);
      encode(member.getValue(), out);
    }
    out.writeMedium(0x000009);
  }
}
