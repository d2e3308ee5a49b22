package live.vitrine.media.rtmp.message;

import io.netty.buffer.ByteBuf;

/**
 * Metadata and cues (types 15 and 18, RTMP section 7.1.2), always in the AMF0 form that FLV has.
 *
 * <p>Not decoded and perhaps not decodable: FFmpeg sends time codes as four bytes that are no AMF
 * (SRS issue 3803). Readers skip what they do not understand.
 */
public record Data(int messageStreamId, long timestamp, ByteBuf payload) implements MediaMessage {}
