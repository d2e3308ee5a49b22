package live.vitrine.media.rtmp.message;

/** The rest of the message on that chunk stream will not come (type 2, RTMP section 5.4.2). */
public record Abort(int chunkStreamId) implements RtmpMessage {}
