package live.vitrine.media.hls;

import io.netty.buffer.ByteBufAllocator;
import java.util.Objects;
import live.vitrine.media.codec.AudioSpecificConfig;
import live.vitrine.media.codec.AvcDecoderConfiguration;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.MediaPayload;
import org.jspecify.annotations.Nullable;

/**
 * Turns FLV tags with H.264 and AAC into an MPEG-2 transport stream of one program, cut into
 * segments that each begin with the tables and can be decoded from there (RFC 8216 section 3.2).
 * Continuity counters and clocks run on over all segments.
 *
 * <p>Holds {@link TransportPacketWriter#SCRATCH_LENGTH} and 16 KiB of direct memory until {@link
 * #release}. Runs on the stream's event loop.
 */
final class TransportStreamMuxer {
  private final TransportPacketWriter out;
  private final ProgramClock programClock;
  private final VideoPacketizer video;
  private final AudioPacketizer audio;
  private final byte[] programAssociation = ProgramTables.association();

  private @Nullable AvcDecoderConfiguration videoConfiguration;
  private @Nullable AudioSpecificConfig audioConfiguration;
  private byte[] programMap = {};
  private int mapVersion = -1;

  TransportStreamMuxer(ByteBufAllocator allocator, PacketSink sink) {
    out = new TransportPacketWriter(allocator, sink);
    programClock = new ProgramClock(out);
    video = new VideoPacketizer(out, programClock);
    audio = new AudioPacketizer(allocator, out, programClock);
  }

  /** Whether a segment of exactly these tracks would continue the one before. */
  boolean matches(
      @Nullable AvcDecoderConfiguration videoTrack, @Nullable AudioSpecificConfig audioTrack) {
    return Objects.equals(videoConfiguration, videoTrack)
        && Objects.equals(audioConfiguration, audioTrack);
  }

  boolean hasVideo() {
    return videoConfiguration != null;
  }

  /** Whether sound of this configuration belongs to the current tracks. */
  boolean carries(AudioSpecificConfig configuration) {
    return configuration.equals(audioConfiguration);
  }

  /** Begins a segment with the given tracks, of which there is at least one. */
  void startSegment(
      @Nullable AvcDecoderConfiguration videoTrack, @Nullable AudioSpecificConfig audioTrack) {
    if (!matches(videoTrack, audioTrack)) {
      configure(videoTrack, audioTrack);
    }
    out.mark();
    out.writeSection(Track.PROGRAM_ASSOCIATION, programAssociation);
    out.writeSection(Track.PROGRAM_MAP, programMap);
    programClock.startSegment(videoTrack == null ? Track.AUDIO : Track.VIDEO);
  }

  private void configure(
      @Nullable AvcDecoderConfiguration videoTrack, @Nullable AudioSpecificConfig audioTrack) {
    if (videoTrack != null && !videoTrack.equals(videoConfiguration)) {
      video.configure(videoTrack);
    }
    if (audioTrack != null) {
      audio.configure(audioTrack, videoTrack == null);
    }
    videoConfiguration = videoTrack;
    audioConfiguration = audioTrack;
    mapVersion = (mapVersion + 1) & 0x1F;
    programMap = ProgramTables.map(mapVersion, videoTrack != null, audioTrack != null);
  }

  /** Writes an access unit; false when it is damaged. Only with a video track. */
  boolean writeVideo(FlvTag tag, MediaPayload payload) {
    return video.write(tag, payload);
  }

  /**
   * Writes a frame of sound, sooner or later; false when it is damaged. Only with a sound track.
   */
  boolean writeAudio(FlvTag tag, MediaPayload payload) {
    return audio.write(tag, payload);
  }

  /** Hands on all that waits: the segment is complete then. */
  void finishSegment() {
    audio.flush();
    out.flush();
  }

  /** Forgets the segment that was begun: the next one continues the one before it. */
  void abandonSegment() {
    audio.discard();
    out.rewind();
  }

  void release() {
    out.release();
    audio.release();
  }
}
