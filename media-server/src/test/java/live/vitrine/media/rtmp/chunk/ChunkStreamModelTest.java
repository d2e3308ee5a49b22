package live.vitrine.media.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.random.RandomGenerator;
import live.vitrine.media.testing.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChunkStreamModelTest {
  @ParameterizedTest
  @MethodSource("live.vitrine.media.testing.Seeds#some")
  void decodesWhateverAProperSenderSends(long seed) {
    RandomGenerator random = Seeds.random(seed);
    var sender = new ChunkStreamModel(random);
    sender.send(400);

    var received = new MessageList();
    try (var decoder = new ChunkDecoder(ByteBufAllocator.DEFAULT, ChunkLimits.PUBLISHING)) {
      ByteBuf bytes = Unpooled.wrappedBuffer(sender.bytes());
      while (bytes.isReadable()) {
        decoder.decode(
            bytes.readSlice(Math.min(bytes.readableBytes(), 1 + random.nextInt(50))), received);
      }
    }

    // In the dialect without repeated times the last message may wait for what follows it.
    assertThat(received.messages)
        .isEqualTo(sender.messages().subList(0, received.messages.size()))
        .hasSizeGreaterThanOrEqualTo(sender.messages().size() - 1);
  }
}
