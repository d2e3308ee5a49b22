package live.vitrine.media.mp4;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import live.vitrine.media.mp4.FlvInput.Frame;

/** Writes frames into a fragmented file as a recorder does. */
final class Recording {
  private Recording() {}

  /** A fragment begins with every key frame, and after so many milliseconds. */
  static void write(FlvInput input, long fragmentMillis, Path file) throws IOException {
    FragmentBuilder builder = new FragmentBuilder(ByteBufAllocator.DEFAULT);
    try (FileChannel channel = FileChannel.open(file, CREATE, TRUNCATE_EXISTING, WRITE)) {
      ByteBuffer init = ByteBuffer.wrap(InitSegment.bytes(input.tracks()));
      while (init.hasRemaining()) {
        channel.write(init);
      }
      long sequence = 1;
      long start = 0;
      for (Frame frame : input.frames()) {
        boolean key = frame.track().isVideo() && frame.sync();
        if (!builder.isEmpty() && (key || frame.tag().timestamp() - start >= fragmentMillis)) {
          write(builder, sequence++, channel);
        }
        if (builder.isEmpty()) {
          start = frame.tag().timestamp();
        }
        add(builder, frame);
      }
      write(builder, sequence, channel);
    } finally {
      builder.clear();
    }
  }

  static void add(FragmentBuilder builder, Frame frame) {
    builder.add(
        frame.track(),
        frame.time(),
        frame.compositionOffset(),
        frame.duration(),
        frame.sync(),
        frame.tag().buffer(),
        frame.index(),
        frame.length());
  }

  private static void write(FragmentBuilder builder, long sequence, FileChannel channel)
      throws IOException {
    Fragment fragment = builder.takeFragment(sequence);
    fragment.writeTo(channel);
    fragment.release();
  }
}
