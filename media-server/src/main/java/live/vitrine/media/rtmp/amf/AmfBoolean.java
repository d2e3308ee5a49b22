package live.vitrine.media.rtmp.amf;

/** A truth value (AMF0 2.3). */
public record AmfBoolean(boolean value) implements AmfValue {}
