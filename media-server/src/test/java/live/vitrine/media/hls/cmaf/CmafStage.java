package live.vitrine.media.hls.cmaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import live.vitrine.media.flv.FlvTag;
import live.vitrine.media.flv.TagType;
import live.vitrine.media.hls.SegmentStore;
import live.vitrine.media.hls.TestTags;
import live.vitrine.media.hub.Hub;
import live.vitrine.media.hub.HubSettings;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.hub.StreamObserver;
import live.vitrine.media.testing.Seeds;
import org.awaitility.Awaitility;

/** A packager with everything around it, one event loop that the test moves, and a clock. */
final class CmafStage implements AutoCloseable {
  static final StreamId STREAM = StreamId.of("demo");
  static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  /** Shows begin at START: its milliseconds to the base of 36. */
  static final String SHOW = Long.toString(START.toEpochMilli(), 36);

  final EmbeddedChannel channel = new EmbeddedChannel();
  final SegmentStore store;
  final SegmentStore disk;
  final CmafShows shows;
  final Hub hub;
  private final RandomGenerator random = Seeds.random(1);
  private Instant now = START;
  int audience;
  StreamObserver stream;

  CmafStage(Path folder) {
    this(folder, Duration.ofSeconds(60), SegmentStore.MAX_BUDGET, SegmentStore.MAX_BUDGET);
  }

  CmafStage(Path folder, Duration window, long memory, long diskBytes) {
    store = new SegmentStore(folder, memory);
    disk = new SegmentStore(folder, diskBytes);
    CmafSettings settings = CmafSettings.of(Duration.ofMillis(250), window);
    shows = new CmafShows(settings, store, disk, new StageClock(), ByteBufAllocator.DEFAULT);
    hub = new Hub(new StageClock(), ByteBufAllocator.DEFAULT, HubSettings.immediate(), List.of());
    stream = start();
  }

  /** A show of the stream begins. */
  StreamObserver start() {
    return shows.start(STREAM, channel.eventLoop(), change -> audience += change);
  }

  /** A client of the stage's playback port. */
  CmafClient client() {
    return new CmafClient(new CmafRoute(shows, hub));
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
    run();
  }

  void run() {
    channel.runPendingTasks();
    channel.runScheduledPendingTasks();
  }

  /** Hands a tag over and lets go of it. */
  void tag(FlvTag tag) {
    stream.onTag(tag);
    tag.release();
  }

  void configure() {
    configureVideo();
    configureAudio();
  }

  void configureVideo() {
    tag(TestTags.videoConfiguration(TestTags.AVC_CONFIGURATION));
  }

  void configureAudio() {
    tag(TestTags.audioConfiguration(TestTags.AAC_CONFIGURATION));
  }

  /** The configuration of a further track. */
  void configure(TagType type, int track) {
    boolean video = type == TagType.VIDEO;
    tag(
        TestTags.tag(
            type,
            track,
            0,
            TestTags.hex(video ? "1700000000" : "af00"),
            TestTags.hex(video ? TestTags.AVC_CONFIGURATION : TestTags.AAC_CONFIGURATION)));
  }

  void picture(int track, long timestamp, boolean key) {
    byte[] unit = TestTags.nalUnit(key ? 5 : 1, key ? 700 : 200, random);
    byte[] head = TestTags.hex((key ? "17" : "27") + "01000000" + "%08x".formatted(unit.length));
    tag(TestTags.tag(TagType.VIDEO, track, timestamp, head, unit));
  }

  void sound(int track, long timestamp) {
    byte[] frame = TestTags.bytes(100, random);
    tag(TestTags.tag(TagType.AUDIO, track, timestamp, TestTags.hex("af01"), frame));
  }

  /**
   * Pictures at 25 a second with a key frame every {@code interval} ms, and sound, in real time.
   */
  void play(long from, long to, long interval) {
    play(from, to, interval, List.of(0), List.of(0));
  }

  /** The same of several tracks. */
  void play(long from, long to, long interval, List<Integer> video, List<Integer> audio) {
    long frame = Math.ceilDiv(from * 441, 10_240L);
    for (long time = from; time < to; time += 40) {
      boolean key = (time - from) % interval == 0;
      for (int track : video) {
        picture(track, time, key);
      }
      for (; frame * 10_240 / 441 < time + 40; frame++) {
        for (int track : audio) {
          sound(track, frame * 10_240 / 441);
        }
      }
      advance(40);
    }
  }

  CmafShow show() {
    return shows.current(STREAM).orElseThrow();
  }

  /** Ends the stream, waits out its time and looks for files left open. */
  @Override
  public void close() {
    stream.onEnd();
    advance(shows.settings().linger().toMillis() + 1);
    shows.close();
    Awaitility.await()
        .untilAsserted(() -> {
          run();
          assertThat(store.openFiles() + disk.openFiles()).as("open files").isZero();
        });
    assertThat(store.bytes() + disk.bytes()).as("bytes in files").isZero();
    channel.finishAndReleaseAll();
    hub.release();
  }
}
