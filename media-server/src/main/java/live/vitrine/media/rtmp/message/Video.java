package live.vitrine.media.rtmp.message;

import io.netty.buffer.ByteBuf;

/** Pictures (type 9, RTMP section 7.1.5). */
public record Video(int messageStreamId, long timestamp, ByteBuf payload) implements MediaMessage {}
