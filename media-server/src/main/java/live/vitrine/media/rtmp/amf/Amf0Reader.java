package live.vitrine.media.rtmp.amf;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import live.vitrine.media.rtmp.amf.AmfException.Reason;

/** Reads the AMF0 values of one message (AMF0 section 2). */
final class Amf0Reader {
  private static final int OBJECT_END = 0x09;

  private final ByteBuf in;
  private final AmfBudget budget;

  Amf0Reader(ByteBuf in, AmfBudget budget) {
    this.in = in;
    this.budget = budget;
  }

  /** Reads one value of any type. */
  AmfValue value() {
    budget.member();
    int marker = unsignedByte();
    return switch (marker) {
      case 0x00 -> new AmfNumber(number());
      case 0x01 -> new AmfBoolean(unsignedByte() != 0);
      case 0x02 -> new AmfString(shortString());
      case 0x03 -> new AmfObject(members());
      case 0x05 -> AmfNull.NULL;
      // 0x0D stands for a value that the sender could not write.
      case 0x06, 0x0D -> AmfUndefined.UNDEFINED;
      case 0x08 -> ecmaArray();
      case 0x0A -> strictArray();
      case 0x0B -> date();
      case 0x0C, 0x0F -> new AmfString(longString());
      case 0x10 -> typedObject();
      case 0x11 -> new Amf3Reader(in, budget).value();
      // A reference may point to an object that holds it, and a few of them unfold without bound.
      case 0x07 -> throw new AmfException(Reason.REFERENCE, "object references are refused");
      case 0x04, 0x0E ->
          throw new AmfException(Reason.UNSUPPORTED_TYPE, "marker 0x%02x".formatted(marker));
      default -> throw new AmfException(Reason.UNKNOWN_MARKER, "0x%02x".formatted(marker));
    };
  }

  /** The announced count is only a hint (AMF0 2.10) and often wrong: the end marker decides. */
  private AmfEcmaArray ecmaArray() {
    AmfBudget.require(in, 4);
    in.skipBytes(4);
    return new AmfEcmaArray(members());
  }

  private AmfObject typedObject() {
    String unusedClassName = shortString();
    return new AmfObject(members());
  }

  private SequencedMap<String, AmfValue> members() {
    budget.enter();
    var members = new LinkedHashMap<String, AmfValue>();
    while (true) {
      String name = shortString();
      if (name.isEmpty() && atObjectEnd()) {
        in.skipBytes(1);
        budget.leave();
        return members;
      }
      members.put(name, value());
    }
  }

  private boolean atObjectEnd() {
    AmfBudget.require(in, 1);
    return in.getUnsignedByte(in.readerIndex()) == OBJECT_END;
  }

  private AmfStrictArray strictArray() {
    AmfBudget.require(in, 4);
    long count = in.readUnsignedInt();
    budget.announce(count);
    AmfBudget.require(in, count);
    budget.enter();
    List<AmfValue> elements = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      elements.add(value());
    }
    budget.leave();
    return new AmfStrictArray(elements);
  }

  private AmfDate date() {
    double millis = number();
    AmfBudget.require(in, 2);
    in.skipBytes(2);
    return new AmfDate(millis);
  }

  private double number() {
    AmfBudget.require(in, 8);
    return in.readDouble();
  }

  private String shortString() {
    AmfBudget.require(in, 2);
    return budget.string(in, in.readUnsignedShort());
  }

  private String longString() {
    AmfBudget.require(in, 4);
    return budget.string(in, in.readUnsignedInt());
  }

  private int unsignedByte() {
    AmfBudget.require(in, 1);
    return in.readUnsignedByte();
  }
}
