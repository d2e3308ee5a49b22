package live.vitrine.media.rtmp.amf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import live.vitrine.media.testing.HexBytes;

/** Values and their bytes, written by hand from the specifications. */
final class AmfCases {
  /** One value in AMF0. */
  record Case(String name, AmfValue value, String notation) {
    byte[] bytes() {
      return HexBytes.bytes(notation);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private AmfCases() {}

  /** What the encoder writes and the decoder reads. */
  static Stream<Case> bothWays() {
    var member = new LinkedHashMap<String, AmfValue>();
    member.put("duration", new AmfNumber(0));
    return Stream.of(
        new Case("number", new AmfNumber(1), "00 3ff0000000000000"),
        new Case("negative number", new AmfNumber(-2.5), "00 c004000000000000"),
        new Case("not a number", new AmfNumber(Double.NaN), "00 7ff8000000000000"),
        new Case("true", new AmfBoolean(true), "01 01"),
        new Case("false", new AmfBoolean(false), "01 00"),
        new Case("string", new AmfString("live"), "02 0004 'live'"),
        new Case("empty string", new AmfString(""), "02 0000"),
        new Case("string beyond ASCII", new AmfString("é橱"), "02 0005 c3a9 e6a9b1"),
        new Case(
            "object",
            AmfObject.EMPTY.with("app", "live").with("fpad", false).with("n", 1),
            "03 0003 'app' 02 0004 'live' 0004 'fpad' 01 00"
                + " 0001 'n' 00 3ff0000000000000 0000 09"),
        new Case("empty object", AmfObject.EMPTY, "03 0000 09"),
        new Case(
            "object with an empty name",
            AmfObject.EMPTY.with("", AmfNull.NULL),
            "03 0000 05 0000 09"),
        new Case("null", AmfNull.NULL, "05"),
        new Case("undefined", AmfUndefined.UNDEFINED, "06"),
        new Case(
            "ECMA array",
            new AmfEcmaArray(member),
            "08 00000001 0008 'duration' 00 0000000000000000 0000 09"),
        new Case(
            "strict array",
            new AmfStrictArray(List.of(new AmfString("hvc1"), AmfNull.NULL)),
            "0a 00000002 02 0004 'hvc1' 05"),
        new Case("empty strict array", new AmfStrictArray(List.of()), "0a 00000000"),
        new Case("date", new AmfDate(1000), "0b 408f400000000000 0000"));
  }

  /** What only others write. */
  static Stream<Case> decodedOnly() {
    var member = new LinkedHashMap<String, AmfValue>();
    member.put("a", AmfNull.NULL);
    return Stream.of(
        new Case("true as any byte but zero", new AmfBoolean(true), "01 7f"),
        new Case("short text as long string", new AmfString("abc"), "0c 00000003 'abc'"),
        new Case("XML document", new AmfString("<a/>"), "0f 00000004 '<a/>'"),
        new Case("unsupported", AmfUndefined.UNDEFINED, "0d"),
        new Case("date with a time zone", new AmfDate(1000), "0b 408f400000000000 ffc4"),
        new Case(
            "typed object",
            AmfObject.EMPTY.with("a", 1),
            "10 0007 'a.b.C$d' 0001 'a' 00 3ff0000000000000 0000 09"),
        new Case(
            "ECMA array with a wrong count",
            new AmfEcmaArray(member),
            "08 ffffffff 0001 'a' 05 0000 09"),
        new Case(
            "member sent twice",
            AmfObject.EMPTY.with("a", true),
            "03 0001 'a' 05 0001 'a' 01 01 0000 09"),
        new Case("AMF3 undefined", AmfUndefined.UNDEFINED, "11 00"),
        new Case("AMF3 null", AmfNull.NULL, "11 01"),
        new Case("AMF3 false", new AmfBoolean(false), "11 02"),
        new Case("AMF3 true", new AmfBoolean(true), "11 03"),
        new Case("AMF3 integer of one byte", new AmfNumber(127), "11 04 7f"),
        new Case("AMF3 integer of two bytes", new AmfNumber(128), "11 04 81 00"),
        new Case("AMF3 integer of three bytes", new AmfNumber(16384), "11 04 81 80 00"),
        new Case("AMF3 largest integer", new AmfNumber(268435455), "11 04 bf ff ff ff"),
        new Case("AMF3 smallest integer", new AmfNumber(-268435456), "11 04 c0 80 80 00"),
        new Case("AMF3 minus one", new AmfNumber(-1), "11 04 ff ff ff ff"),
        new Case("AMF3 double", new AmfNumber(1), "11 05 3ff0000000000000"),
        new Case("AMF3 string", new AmfString("live"), "11 06 09 'live'"),
        new Case("AMF3 empty string", new AmfString(""), "11 06 01"),
        new Case("AMF3 XML document", new AmfString("<a/>"), "11 07 09 '<a/>'"),
        new Case("AMF3 XML", new AmfString("<a/>"), "11 0b 09 '<a/>'"),
        new Case("AMF3 date", new AmfDate(1000), "11 08 01 408f400000000000"),
        new Case(
            "AMF3 ordinal array",
            new AmfStrictArray(List.of(new AmfNumber(1), new AmfNumber(2))),
            "11 09 05 01 04 01 04 02"),
        new Case("AMF3 mixed array", mixedArray(), "11 09 03 03 'k' 04 01 01 04 02"),
        new Case(
            "AMF3 dynamic object",
            AmfObject.EMPTY.with("app", "live"),
            "11 0a 0b 01 07 'app' 06 09 'live' 01"),
        new Case(
            "AMF3 sealed object with dynamic part",
            AmfObject.EMPTY.with("a", 1).with("b", 2),
            "11 0a 1b 03 'C' 03 'a' 04 01 03 'b' 04 02 01"),
        new Case(
            "AMF3 string and traits references",
            new AmfStrictArray(
                List.of(AmfObject.EMPTY.with("a", "live"), AmfObject.EMPTY.with("a", "live"))),
            "11 09 05 01 0a 13 03 'C' 03 'a' 06 09 'live' 0a 01 06 04"));
  }

  private static AmfValue mixedArray() {
    var members = new LinkedHashMap<String, AmfValue>();
    members.put("k", new AmfNumber(1));
    members.put("0", new AmfNumber(2));
    return new AmfEcmaArray(members);
  }

  static Stream<Case> all() {
    return Stream.concat(bothWays(), decodedOnly());
  }
}
