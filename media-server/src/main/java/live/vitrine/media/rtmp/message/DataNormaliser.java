package live.vitrine.media.rtmp.message;

import static live.vitrine.media.rtmp.chunk.ChunkMessage.HEADER_ROOM;
import static live.vitrine.media.rtmp.chunk.ChunkMessage.TRAILER_ROOM;

import io.netty.buffer.ByteBuf;
import java.util.List;
import live.vitrine.media.rtmp.amf.Amf0Decoder;
import live.vitrine.media.rtmp.amf.Amf0Encoder;
import live.vitrine.media.rtmp.amf.AmfException;
import live.vitrine.media.rtmp.amf.AmfLimits;
import live.vitrine.media.rtmp.amf.AmfValue;

/**
 * Turns data messages of type 15 into what type 18 would have carried, which is all that FLV
 * players read: without the format byte, and with no value in AMF3.
 */
final class DataNormaliser {
  private static final byte AVMPLUS_MARKER = 0x11;

  private final Amf0Decoder amf;

  DataNormaliser(AmfLimits limits) {
    amf = new Amf0Decoder(limits);
  }

  /** Takes ownership of {@code payload}; the caller owns the result, which may be the same. */
  ByteBuf takeAndNormalise(ByteBuf payload) {
    if (payload.isReadable() && payload.getByte(payload.readerIndex()) == 0) {
      payload.skipBytes(1);
    }
    // Seldom there; when the byte is part of something else the rewrite means the same.
    int start = payload.readerIndex();
    if (payload.indexOf(start, payload.writerIndex(), AVMPLUS_MARKER) < 0) {
      return payload;
    }
    List<AmfValue> values;
    try {
      values = amf.decodeAll(payload);
    } catch (AmfException e) {
      // Not to be understood, so to be skipped by whoever reads it, like any other data.
      return payload.readerIndex(start);
    }
    ByteBuf rewritten = payload.alloc().directBuffer(payload.capacity());
    try {
      rewritten.setIndex(HEADER_ROOM, HEADER_ROOM);
      Amf0Encoder.encodeAll(values, rewritten);
      rewritten.ensureWritable(TRAILER_ROOM);
      return rewritten.retain();
    } catch (AmfException e) {
      return payload.retain().readerIndex(start);
    } finally {
      rewritten.release();
      payload.release();
    }
  }
}
