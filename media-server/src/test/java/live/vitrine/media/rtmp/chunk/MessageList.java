package live.vitrine.media.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;

/** A sink that checks the room around each payload, keeps a copy and releases it. */
final class MessageList implements MessageSink {
  /** A message as values: the payload in hexadecimal. */
  record Message(
      int chunkStreamId, int typeId, long timestamp, int messageStreamId, String payload) {}

  final List<Message> messages = new ArrayList<>();

  @Override
  public void take(ChunkMessage message) {
    int length = message.payload().readableBytes();
    assertThat(message.payload().readerIndex()).isEqualTo(11);
    assertThat(message.payload().writerIndex()).isEqualTo(11 + length);
    assertThat(message.payload().capacity()).isGreaterThanOrEqualTo(15 + length);
    assertThat(message.payload().isDirect()).isTrue();
    assertThat(message.payload().refCnt()).isOne();
    messages.add(
        new Message(
            message.chunkStreamId(),
            message.typeId(),
            message.timestamp(),
            message.messageStreamId(),
            ByteBufUtil.hexDump(message.payload())));
    message.payload().release();
  }
}
