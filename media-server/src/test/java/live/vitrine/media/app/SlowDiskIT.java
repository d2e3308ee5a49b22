package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import live.vitrine.media.recording.writer.LocalVolume;
import live.vitrine.media.recording.writer.Volume;
import live.vitrine.media.testing.FlvViewer;
import live.vitrine.media.testing.NumberedStream;
import org.junit.jupiter.api.Test;

/** A disk that stands still costs the recording, not the show. */
class SlowDiskIT {
  /** 3 MB a second: the queue is full after five or six. */
  private static final int BIG_PICTURE = 60_000;

  /** Stands still after the first writes until it is told to go on. */
  private static final class StuckVolume implements Volume {
    private final LocalVolume disk = new LocalVolume();
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public MediaFile create(Path path) throws IOException {
      MediaFile file = disk.create(path);
      return new MediaFile() {
        private int writes;

        @Override
        public void append(ByteBuffer[] buffers) throws IOException {
          writes++;
          if (writes > 3) {
            try {
              released.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
          file.append(buffers);
        }

        @Override
        public void overwrite(long position, ByteBuffer bytes) throws IOException {
          file.overwrite(position, bytes);
        }

        @Override
        public void close() throws IOException {
          file.close();
        }
      };
    }

    @Override
    public long usableBytes(Path path) throws IOException {
      return disk.usableBytes(path);
    }
  }

  @Test
  void stopsTheRecordingWithAnAlarmWhileViewersMissNothing() throws Exception {
    StuckVolume volume = new StuckVolume();
    try (RunningServer server =
            RunningServer.openWith(Map.of("VITRINE_RECORDING_FORMAT", "flv"), volume);
        RecordingApiClient api = new RecordingApiClient(server);
        NumberedStream publisher =
            NumberedStream.publish(server.ports().rtmp(), "show", 0, BIG_PICTURE)) {
      await().until(() -> publisher.sent() > 0);
      try (FlvViewer viewer = FlvViewer.watch(server.playback("/live/show.flv"))) {
        await().until(() -> !NumberedStream.numbers(viewer.tags()).isEmpty());

        Config failing = api.awaitState("failing");

        assertThat(failing.getString("reason")).contains("the disk is too slow");
        int then = publisher.sent();
        await().atMost(Duration.ofSeconds(10)).until(() -> publisher.sent() > then + 100);
        int sent = publisher.sent();
        await()
            .atMost(Duration.ofMillis(500))
            .until(() -> NumberedStream.numbers(viewer.tags()).getLast() >= sent - 1);
        List<Integer> seen = NumberedStream.numbers(viewer.tags());
        assertThat(seen)
            .isEqualTo(IntStream.rangeClosed(seen.getFirst(), seen.getLast()).boxed().toList());
        assertThat(publisher.isHungUpOn()).isFalse();
        String metrics = server.get(server.admin("/metrics")).body();
        assertThat(metrics)
            .contains("vitrine_recordings_failed_total 1.0")
            .contains("vitrine_recordings_active 1.0");

        volume.released.countDown();
        var _ = api.awaitState("failed");
        assertThat(server.get(server.admin("/metrics")).body())
            .contains("vitrine_recordings_active 0.0")
            .contains("vitrine_recordings_waiting_bytes 0.0");
      }
    } finally {
      volume.released.countDown();
    }
  }
}
