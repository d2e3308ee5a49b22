package live.vitrine.media.rtmp.amf;

/** A double (AMF0 2.2), or an AMF3 integer (AMF3 3.6), which fits into one. */
public record AmfNumber(double value) implements AmfValue {}
