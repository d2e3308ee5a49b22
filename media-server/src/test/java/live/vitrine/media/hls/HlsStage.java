package live.vitrine.media.hls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.EventExecutor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.HubSettings;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.hub.StreamObserver;
import live.vitrine.media.testing.Seeds;

/** A packager with everything around it, one event loop that the test moves, and a clock. */
final class HlsStage implements AutoCloseable {
  static final StreamId STREAM = StreamId.of("demo");
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  /** Shows begin at START: its milliseconds to the base of 36. */
  static final String SHOW = Long.toString(START.toEpochMilli(), 36);

  final EmbeddedChannel channel = new EmbeddedChannel();
  final SegmentStore store;
  final HlsShows shows;
  private final RandomGenerator random = Seeds.random(1);
  private Instant now = START;
  int audience;
  StreamObserver stream;

  HlsStage(Path folder, HlsSettings settings) {
    this(folder, settings, SegmentStore.MAX_BUDGET);
  }

  HlsStage(Path folder, HlsSettings settings, long budget) {
    store = new SegmentStore(folder, budget);
    shows = new HlsShows(settings, store, new StageClock(), ByteBufAllocator.DEFAULT);
    stream = start();
  }

  /** A show of the stream begins. */
  StreamObserver start() {
    return shows.start(STREAM, loop(), change -> audience += change);
  }

  /** A hub whose streams have shows here. */
  Hub hub() {
    return new Hub(
        new StageClock(),
        ByteBufAllocator.DEFAULT,
        HubSettings.immediate(),
        List.of(shows::observe));
  }

  EventExecutor loop() {
    return channel.eventLoop();
  }

  private final class StageClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  void advance(long milliseconds) {
    now = now.plusMillis(milliseconds);
    channel.advanceTimeBy(milliseconds, TimeUnit.MILLISECONDS);
    channel.runPendingTasks();
    channel.runScheduledPendingTasks();
  }

  /** Hands a tag over and lets go of it. */
  void tag(FlvTag tag) {
    stream.onTag(tag);
    tag.release();
  }

  void configureVideo() {
    tag(TestTags.videoConfiguration(TestTags.AVC_CONFIGURATION));
  }

  void configureAudio() {
    tag(TestTags.audioConfiguration(TestTags.AAC_CONFIGURATION));
  }

  void keyFrame(long timestamp) {
    tag(TestTags.video(timestamp, true, 0, TestTags.nalUnit(5, 700, random)));
  }

  void frame(long timestamp) {
    tag(TestTags.video(timestamp, false, 0, TestTags.nalUnit(1, 200, random)));
  }

  void audio(long timestamp) {
    tag(TestTags.audio(timestamp, TestTags.bytes(100, random)));
  }

  /** Pictures at 25 a second, with a key frame at the beginning and every {@code interval} ms. */
  void pictures(long from, long to, long interval) {
    for (long time = from; time < to; time += 40) {
      if ((time - from) % interval == 0) {
        keyFrame(time);
      } else {
        frame(time);
      }
    }
  }

  void sound(long from, long to) {
    for (int i = 0; from + i * 1024L * 1000 / 44_100 < to; i++) {
      audio(from + i * 1024L * 1000 / 44_100);
    }
  }

  HlsShow show() {
    return shows.current(STREAM).orElseThrow();
  }

  String playlist() {
    return new String(show().snapshot().orElseThrow().playlist(), StandardCharsets.US_ASCII);
  }

  /** The playlist's segments, read back. */
  List<byte[]> segments() {
    return show().snapshot().orElseThrow().segments().stream().map(HlsStage::bytes).toList();
  }

  static byte[] bytes(Segment segment) {
    assertThat(segment.tryRetain()).isTrue();
    var region = segment.takeRegion(0, segment.length());
    var out = new ByteArrayOutputStream();
    try {
      while (region.transferred() < region.count()) {
        assertThat(region.transferTo(Channels.newChannel(out), region.transferred())).isPositive();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      region.release();
    }
    return out.toByteArray();
  }

  /** Ends the stream, waits out its time and looks for files left open. */
  @Override
  public void close() {
    stream.onEnd();
    advance(shows.settings().linger().toMillis() + 1);
    assertThat(store.openFiles()).as("open files").isZero();
    assertThat(store.bytes()).as("bytes in files").isZero();
    channel.finishAndReleaseAll();
  }
}
