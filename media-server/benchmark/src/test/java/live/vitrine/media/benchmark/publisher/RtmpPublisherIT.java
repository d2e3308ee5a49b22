package live.vitrine.media.benchmark.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.util.List;
import java.util.function.BooleanSupplier;
import live.vitrine.media.benchmark.linux.EventLoop;
import live.vitrine.media.benchmark.measure.LatencyHistogram;
import live.vitrine.media.benchmark.media.FrameStamp;
import live.vitrine.media.benchmark.media.MediaFrame;
import live.vitrine.media.benchmark.media.SyntheticShow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtmpPublisherIT {
  private static final int VIDEO_STAMP = 12;
  private static final long DEADLINE_NANOS = 10_000_000_000L;

  @ParameterizedTest
  @ValueSource(ints = {128, 4_096, 65_536})
  void pushesTheWholeShow(int chunkSize) throws Exception {
    List<RtmpSink.Message> video;
    try (RtmpSink sink = new RtmpSink(false);
        EventLoop loop = new EventLoop()) {
      RtmpPublisher publisher = open(loop, sink, chunkSize);
      run(loop, publisher, () -> videoOf(sink).size() >= 13);
      assertThat(publisher.failure()).isNull();
      publisher.close();
      video = videoOf(sink);
    }

    for (int i = 1; i < video.size(); i++) {
      MemorySegment body = MemorySegment.ofBuffer(video.get(i).body());
      assertThat(FrameStamp.isAt(body, VIDEO_STAMP)).isTrue();
      assertThat(FrameStamp.number(body, VIDEO_STAMP)).isEqualTo(i - 1);
      assertThat(FrameStamp.nanos(body, VIDEO_STAMP)).isLessThanOrEqualTo(System.nanoTime());
    }
  }

  @Test
  void saysWhyItWasRefused() throws Exception {
    try (RtmpSink sink = new RtmpSink(true);
        EventLoop loop = new EventLoop()) {
      RtmpPublisher publisher = open(loop, sink, 4_096);
      run(loop, publisher, () -> publisher.failure() != null);

      assertThat(publisher.isLive()).isFalse();
      assertThat(publisher.failure()).contains("NetStream.Publish.BadName");
    }
  }

  private static RtmpPublisher open(EventLoop loop, RtmpSink sink, int chunkSize) {
    PublishAddress address =
        PublishAddress.of(URI.create("rtmp://127.0.0.1:" + sink.port() + "/live/x"));
    SyntheticShow show = new SyntheticShow(loop.arena());
    return RtmpPublisher.open(loop, show, address, chunkSize, 0, new LatencyHistogram());
  }

  private static void run(EventLoop loop, RtmpPublisher publisher, BooleanSupplier done) {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (!done.getAsBoolean() && System.nanoTime() < deadline) {
      publisher.sendDue();
      loop.poll(Math.min(publisher.dueNanos(), System.nanoTime() + 20_000_000));
    }
    assertThat(done.getAsBoolean()).isTrue();
  }

  private static List<RtmpSink.Message> videoOf(RtmpSink sink) {
    return sink.messages.stream().filter(m -> m.type() == MediaFrame.VIDEO).toList();
  }
}
