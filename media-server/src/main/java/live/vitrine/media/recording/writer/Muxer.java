package live.vitrine.media.recording.writer;

import java.util.Optional;
import live.vitrine.media.codec.CodecConfiguration;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.hub.TimedEvent;

/**
 * Makes files of one format out of a stream's tags. Runs on the stream's event loop. Times are
 * those of the stream; the first frame is where the recording begins.
 */
interface Muxer {
  /**
   * What a track is decoded with from now on.
   *
   * @param configuration empty when it is not understood
   * @param tag borrowed; its sequence header
   */
  void onConfiguration(TrackKey key, Optional<CodecConfiguration> configuration, FlvTag tag);

  /**
   * A coded frame.
   *
   * @param tag borrowed
   */
  void onFrame(TrackKey key, FlvTag tag);

  /**
   * A script tag that does not describe the stream.
   *
   * @param tag borrowed
   */
  void onScript(FlvTag tag);

  /** Something happens in the show. */
  void onEvent(TimedEvent event);

  /** Nothing comes for a while: what has come goes to the file. */
  void flush();

  /** Another publisher follows; what is known of the tracks holds no more. */
  void forget();

  /** Nothing follows. */
  void end();
}
