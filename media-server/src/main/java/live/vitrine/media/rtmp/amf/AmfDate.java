package live.vitrine.media.rtmp.amf;

/**
 * A point in time (AMF0 2.13); the reserved time zone field is dropped.
 *
 * @param epochMillis milliseconds since the Unix epoch, as sent: may be fractional, infinite or NaN
 */
public record AmfDate(double epochMillis) implements AmfValue {}
