package live.vitrine.media.rtmp.amf;

/** Text: a short or long string, or the text of an XML document (AMF0 2.4, 2.14, 2.17). */
public record AmfString(String value) implements AmfValue {}
