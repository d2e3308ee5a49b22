package live.vitrine.media.codec;

/**
 * What a decoder must know before the first frame. Two configurations are equal when their bytes
 * are: only then can a decoder go on without being set up anew.
 */
public sealed interface CodecConfiguration
    permits CodecConfiguration.Video, CodecConfiguration.Audio {

  /** The name of this exact format in playlists and MIME types, RFC 6381 section 3. */
  String codecString();

  /** Configuration of a picture format. */
  sealed interface Video extends CodecConfiguration permits AvcDecoderConfiguration {}

  /** Configuration of a sound format. */
  sealed interface Audio extends CodecConfiguration permits AudioSpecificConfig {}
}
