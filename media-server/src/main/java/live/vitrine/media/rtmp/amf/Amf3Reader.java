package live.vitrine.media.rtmp.amf;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import live.vitrine.media.rtmp.amf.AmfException.Reason;

/**
 * Reads one AMF3 value (AMF3 section 3), which is what follows an AMF0 avmplus marker (AMF0 3.1).
 *
 * <p>The reference tables live as long as this object. References to strings and traits are
 * resolved, references to objects refused: a handful of them unfold into billions of values.
 */
final class Amf3Reader {
  private final ByteBuf in;
  private final AmfBudget budget;
  private final List<String> strings = new ArrayList<>();
  private final List<Traits> traits = new ArrayList<>();

  /** The shape of an object: its fixed members, and whether named ones follow (AMF3 3.12). */
  private record Traits(List<String> names, boolean dynamic) {}

  Amf3Reader(ByteBuf in, AmfBudget budget) {
    this.in = in;
    this.budget = budget;
  }

  /** Reads the value; the caller has counted it as a member. */
  AmfValue value() {
    AmfBudget.require(in, 1);
    int marker = in.readUnsignedByte();
    return switch (marker) {
      case 0x00 -> AmfUndefined.UNDEFINED;
      case 0x01 -> AmfNull.NULL;
      case 0x02 -> new AmfBoolean(false);
      case 0x03 -> new AmfBoolean(true);
      // 29 bits in two's complement (AMF3 3.6).
      case 0x04 -> new AmfNumber(u29() << 3 >> 3);
      case 0x05 -> new AmfNumber(number());
      case 0x06 -> new AmfString(string());
      case 0x07, 0x0B -> new AmfString(budget.string(in, inlineLength()));
      case 0x08 -> date();
      case 0x09 -> array();
      case 0x0A -> object();
      case 0x0C, 0x0D, 0x0E, 0x0F, 0x10, 0x11 ->
          throw new AmfException(Reason.UNSUPPORTED_TYPE, "AMF3 marker 0x%02x".formatted(marker));
      default -> throw new AmfException(Reason.UNKNOWN_MARKER, "AMF3 0x%02x".formatted(marker));
    };
  }

  private AmfValue member() {
    budget.member();
    return value();
  }

  private AmfDate date() {
    int unusedFlags = inlineLength();
    return new AmfDate(number());
  }

  /** Named part, then ordinal part (AMF3 3.11); without names it is a strict array. */
  private AmfValue array() {
    int count = inlineLength();
    budget.announce(count);
    budget.enter();
    var members = new LinkedHashMap<String, AmfValue>();
    for (String name = string(); !name.isEmpty(); name = string()) {
      members.put(name, member());
    }
    AmfBudget.require(in, count);
    List<AmfValue> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elements.add(member());
    }
    budget.leave();
    if (members.isEmpty()) {
      return new AmfStrictArray(elements);
    }
    for (int i = 0; i < count; i++) {
      members.put(Integer.toString(i), elements.get(i));
    }
    return new AmfEcmaArray(members);
  }

  private AmfObject object() {
    Traits shape = traits(inlineLength());
    budget.enter();
    var members = new LinkedHashMap<String, AmfValue>();
    for (String name : shape.names()) {
      members.put(name, member());
    }
    if (shape.dynamic()) {
      for (String name = string(); !name.isEmpty(); name = string()) {
        members.put(name, member());
      }
    }
    budget.leave();
    return new AmfObject(members);
  }

  /**
   * Reads the shape of an object (AMF3 3.12).
   *
   * @param header U29O without its lowest bit: {@code …nnnn d e 1} defines traits with n names,
   *     {@code …iiii 0} refers to some
   */
  private Traits traits(int header) {
    if ((header & 1) == 0) {
      return referenced(traits, header >> 1, "traits");
    }
    if ((header & 2) != 0) {
      throw new AmfException(Reason.UNSUPPORTED_TYPE, "object with an encoding of its own");
    }
    int count = header >> 3;
    budget.announce(count);
    AmfBudget.require(in, count);
    String unusedClassName = string();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(string());
    }
    var defined = new Traits(names, (header & 4) != 0);
    traits.add(defined);
    return defined;
  }

  private String string() {
    int header = u29();
    if ((header & 1) == 0) {
      String repeated = referenced(strings, header >> 1, "string");
      budget.repeatString(repeated);
      return repeated;
    }
    String text = budget.string(in, header >> 1);
    if (!text.isEmpty()) {
      strings.add(text);
    }
    return text;
  }

  private static <T> T referenced(List<T> table, int index, String what) {
    if (index >= table.size()) {
      throw new AmfException(Reason.REFERENCE, "%s %d of %d".formatted(what, index, table.size()));
    }
    return table.get(index);
  }

  /** Reads a U29 whose lowest bit says that what it counts follows, and not a reference. */
  private int inlineLength() {
    int header = u29();
    if ((header & 1) == 0) {
      throw new AmfException(Reason.REFERENCE, "object references are refused");
    }
    return header >> 1;
  }

  private double number() {
    AmfBudget.require(in, 8);
    return in.readDouble();
  }

  /** Variable length unsigned 29-bit integer (AMF3 1.3.1): never negative. */
  private int u29() {
    int value = 0;
    for (int i = 0; i < 3; i++) {
      AmfBudget.require(in, 1);
      int next = in.readUnsignedByte();
      if (next < 0x80) {
        return value << 7 | next;
      }
      value = value << 7 | (next & 0x7F);
    }
    AmfBudget.require(in, 1);
    return value << 8 | in.readUnsignedByte();
  }
}
