package live.vitrine.media.rtmp.message;

import io.netty.buffer.ByteBuf;

/** Sound (type 8, RTMP section 7.1.4). An empty payload means silence. */
public record Audio(int messageStreamId, long timestamp, ByteBuf payload) implements MediaMessage {}
