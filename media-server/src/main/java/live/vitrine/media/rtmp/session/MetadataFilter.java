package live.vitrine.media.rtmp.session;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.rtmp.amf.Amf0Decoder;
import live.vitrine.media.rtmp.amf.Amf0Encoder;
import live.vitrine.media.rtmp.amf.AmfEcmaArray;
import live.vitrine.media.rtmp.amf.AmfException;
import live.vitrine.media.rtmp.amf.AmfLimits;
import live.vitrine.media.rtmp.amf.AmfMembers;
import live.vitrine.media.rtmp.amf.AmfString;
import live.vitrine.media.rtmp.amf.AmfValue;
import org.jspecify.annotations.Nullable;

/**
 * Turns a publisher's data message into the payload of an FLV script tag: the order to keep it
 * ({@code @setDataFrame}) is carried out by leaving it away, and what a file would say about its
 * length is left out, because a live stream has none.
 */
public final class MetadataFilter {
  private static final String KEEP = "@setDataFrame";
  private static final String FORGET = "@clearDataFrame";
  private static final String METADATA = "onMetaData";

  private final Amf0Decoder decoder = new Amf0Decoder(AmfLimits.DEFAULT);

  /**
   * Takes ownership of the payload.
   *
   * @return the script tag's payload with room around it, or null when there is nothing for viewers
   *     in it: not AMF, no name, an order to forget
   */
  public @Nullable ByteBuf take(ByteBuf payload) {
    try {
      List<AmfValue> values = new ArrayList<>(decoder.decodeAll(payload));
      if (isNamed(values, KEEP)) {
        values.removeFirst();
      }
      if (values.isEmpty()
          || !(values.getFirst() instanceof AmfString)
          || isNamed(values, FORGET)) {
        return null;
      }
      if (isNamed(values, METADATA) && values.size() > 1) {
        values.set(1, withoutLength(values.get(1)));
      }
      return retainedPayload(payload, values);
    } catch (AmfException e) {
      // FFmpeg sends time codes that are no AMF at all; a viewer could not read them either.
      return null;
    } finally {
      payload.release();
    }
  }

  private static boolean isNamed(List<AmfValue> values, String name) {
    return !values.isEmpty() && values.getFirst().equals(new AmfString(name));
  }

  private static AmfValue withoutLength(AmfValue metadata) {
    if (!(metadata instanceof AmfMembers known)) {
      return metadata;
    }
    SequencedMap<String, AmfValue> members = new LinkedHashMap<>(known.members());
    members.remove("duration");
    members.remove("filesize");
    return new AmfEcmaArray(members);
  }

  private static ByteBuf retainedPayload(ByteBuf source, List<AmfValue> values) {
    ByteBuf result = source.alloc().directBuffer(source.capacity() + 64);
    try {
      result.writeZero(FlvTag.HEADER_LENGTH).readerIndex(FlvTag.HEADER_LENGTH);
      Amf0Encoder.encodeAll(values, result);
      return result.ensureWritable(FlvTag.TRAILER_LENGTH).retain();
    } finally {
      result.release();
    }
  }
}
