package live.vitrine.media.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import live.vitrine.media.testing.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedCopyTest {
  private static final int SIZE = 1_000_001;

  private final byte[] content = new byte[SIZE];
  private final CopyBudget budget = new CopyBudget();
  private final AtomicInteger window = new AtomicInteger(Integer.MAX_VALUE);
  private final Socket channel = new Socket();

  @TempDir Path folder;
  private Path file;

  /** Takes what it is given when the test says so. */
  private static final class Socket extends EmbeddedChannel {
    private boolean full = true;

    Socket() {
      super(new ChannelInboundHandlerAdapter());
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) throws Exception {
      if (!full) {
        super.doWrite(in);
      }
    }

    void takeAll() {
      full = false;
      flush();
      full = true;
    }
  }

  @BeforeEach
  void write() throws IOException {
    Seeds.random(3).nextBytes(content);
    file = Files.write(folder.resolve("a"), content);
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
    assertThat(budget.free()).isEqualTo(CopyBudget.MAX_BYTES);
  }

  private BoundedCopy copy(int first, int length) throws IOException {
    DefaultFileRegion region = new DefaultFileRegion(FileChannel.open(file), first, length);
    return new BoundedCopy(channel.pipeline().firstContext(), region, budget, window::get);
  }

  private byte[] received() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (HttpContent part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      byte[] bytes = new byte[part.content().readableBytes()];
      part.content().readBytes(bytes);
      part.release();
      all.writeBytes(bytes);
    }
    return all.toByteArray();
  }

  private static List<Integer> sizes(Socket channel) {
    List<Integer> sizes = new ArrayList<>();
    for (Object part : channel.outboundMessages()) {
      sizes.add(((HttpContent) part).content().readableBytes());
    }
    return sizes;
  }

  @Test
  void holdsNoMoreThanTheBudget() throws IOException {
    ChannelFuture done = copy(1, SIZE - 1).start();

    while (!done.isDone()) {
      assertThat(budget.free()).isZero();
      channel.takeAll();
    }
    assertThat(done.isSuccess()).isTrue();
    assertThat(sizes(channel)).allMatch(size -> size <= BoundedCopy.MAX_PIECE);
    assertThat(received()).isEqualTo(Arrays.copyOfRange(content, 1, SIZE));
  }

  @Test
  void readsWhatTheClientAllows() throws IOException {
    window.set(10_000);
    ChannelFuture done = copy(0, 30_000).start();

    assertThat(CopyBudget.MAX_BYTES - budget.free()).isEqualTo(10_000);
    channel.takeAll();
    channel.takeAll();
    channel.takeAll();
    assertThat(done.isSuccess()).isTrue();
    assertThat(sizes(channel)).containsExactly(10_000, 10_000, 10_000);
    assertThat(received()).isEqualTo(Arrays.copyOf(content, 30_000));
  }

  @Test
  void waitsWithALittleForAClientThatAllowsNothing() throws IOException {
    window.set(0);
    ChannelFuture done = copy(0, 5_000).start();

    assertThat(budget.free()).isEqualTo(CopyBudget.MAX_BYTES);
    window.set(1_000_000);
    channel.takeAll();
    channel.takeAll();
    assertThat(done.isSuccess()).isTrue();
    assertThat(sizes(channel)).containsExactly(BoundedCopy.MIN_PIECE, 5_000 - 1024);
    assertThat(received()).isEqualTo(Arrays.copyOf(content, 5_000));
  }

  @Test
  void sharesTheBudgetOfAConnection() throws IOException {
    List<ChannelFuture> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(copy(i, 200_000).start());
    }
    int turns = 0;
    while (!all.stream().allMatch(ChannelFuture::isDone)) {
      assertThat(budget.free()).isNotNegative();
      channel.takeAll();
      turns++;
    }

    assertThat(turns).isLessThan(60);
    assertThat(all).allMatch(ChannelFuture::isSuccess);
    assertThat(received()).hasSize(2_000_000);
  }

  @Test
  void givesUpWhenTheClientIsGone() throws IOException {
    budget.take(CopyBudget.MAX_BYTES);
    BoundedCopy copy = copy(0, 5_000);
    ChannelFuture done = copy.start();
    copy.abort();
    budget.giveBack(CopyBudget.MAX_BYTES);

    assertThat(done.cause()).isInstanceOf(IOException.class);
    assertThat(received()).isEmpty();
  }

  @Test
  void failsWhenTheFileIsShorterThanItWas() throws IOException {
    BoundedCopy copy = copy(0, SIZE);
    Files.write(file, new byte[0]);

    assertThat(copy.start().cause()).isInstanceOf(IOException.class);
  }
}
