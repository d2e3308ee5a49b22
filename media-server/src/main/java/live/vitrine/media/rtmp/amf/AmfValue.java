package live.vitrine.media.rtmp.amf;

/** A value of an AMF message: immutable, holding no buffer. */
public sealed interface AmfValue
    permits AmfBoolean,
        AmfDate,
        AmfMembers,
        AmfNull,
        AmfNumber,
        AmfStrictArray,
        AmfString,
        AmfUndefined {}
