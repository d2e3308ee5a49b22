package live.vitrine.media.hls;

import io.netty.buffer.ByteBuf;

/** Where finished transport stream packets go. */
interface PacketSink {
  /**
   * Takes over the readable bytes of {@code packets}, a whole number of packets, before it returns.
   *
   * @param packets borrowed; direct memory that is written anew afterwards
   * @throws java.io.UncheckedIOException when they cannot be stored
   */
  void write(ByteBuf packets);
}
