package live.vitrine.media.recording.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.recording.library.MediaFormat;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingFile;
import live.vitrine.media.recording.library.RecordingId;
import live.vitrine.media.recording.library.RecordingLibrary;
import live.vitrine.media.recording.library.RecordingState;
import live.vitrine.media.recording.library.Stills;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Recordings on their way into a bucket, by real HTTP. */
class S3StoreIT {
  private static final int PART = 100_000;
  private static final int PARTS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final byte[] movie = new byte[PART * (PARTS - 1) + 17];
  private final RecordingId id = new RecordingId("20261120-220111-811-vua6izspyeqi");
  private S3StandIn service;
  private RecordingLibrary library;

  @BeforeEach
  void record() throws IOException {
    new Random(1).nextBytes(movie);
    service = S3StandIn.start();
    library = RecordingLibrary.open(folder);
    Files.createDirectories(folder.resolve("show"));
    Files.write(folder.resolve("show/" + id + ".mp4"), movie);
    Files.writeString(folder.resolve("show/" + id + ".init.mp4"), "init");
    Files.writeString(folder.resolve("show/" + id + ".m3u8"), "#EXTM3U");
    library.save(
        Recording.begun(id, StreamId.of("show"), Instant.parse("2026-11-20T22:01:11Z"))
            .with(new RecordingFile(id + ".mp4", MediaFormat.MP4, 0, 5_000, movie.length))
            .withStills(Stills.NONE)
            .in(RecordingState.READY));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private S3Store store(long firstWaitMillis) {
    Bucket bucket =
        Bucket.open(
            "shows",
            "us-east-1",
            "live",
            service.endpoint(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")));
    S3Store store = new S3Store(library, bucket, PART, firstWaitMillis);
    store.start();
    return store;
  }

  private void awaitMoved() {
    await().atMost(PATIENCE).until(() -> !library.find(id).orElseThrow().storedAt().isEmpty());
    await().until(() -> !Files.exists(folder.resolve("show/" + id + ".mp4")));
  }

  private void assertAllThere() {
    String prefix = "shows/live/show/" + id;
    assertThat(service.objects().keySet())
        .containsExactlyInAnyOrder(
            prefix + ".mp4", prefix + ".init.mp4", prefix + ".m3u8", prefix + ".json");
    assertThat(service.objects().get(prefix + ".mp4")).isEqualTo(movie);
  }

  @Test
  void movesARecordingInParts() throws Exception {
    try (S3Store store = store(10)) {
      awaitMoved();
      assertAllThere();
      assertThat(service.calls("part")).isEqualTo(PARTS);
      assertThat(store.failures()).isZero();

      Recording moved = library.find(id).orElseThrow();
      assertThat(moved.storedAt()).isEqualTo("s3://shows/live/show/");
      HttpResponse<byte[]> fetched =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(library.address(moved, id + ".mp4")).build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      assertThat(fetched.body()).isEqualTo(movie);

      await().until(() -> library.delete(moved));
      assertThat(service.objects()).isEmpty();
      try (var left = Files.list(folder.resolve("show"))) {
        assertThat(left).isEmpty();
      }
    }
  }

  @Test
  void goesOnBehindThePartsThatTheBucketHasWhenTheServiceFailsHalfWay() {
    service.failAfterParts(3);
    try (S3Store store = store(10)) {
      await().atMost(PATIENCE).until(() -> store.failures() > 0);
      assertThat(Files.exists(folder.resolve("show/" + id + ".mp4"))).isTrue();
      service.recover();
      awaitMoved();
    }
    assertAllThere();
    // None was sent again, and it was one upload.
    assertThat(service.calls("part")).isEqualTo(PARTS);
    assertThat(service.calls("begin")).isOne();
  }

  @Test
  void completesAMoveThatWasCutOffAfterTheMedia() throws IOException {
    Recording recording = library.find(id).orElseThrow();
    library.save(recording.movedTo("s3://shows/live/show/"));
    try (S3Store store = store(10)) {
      await().atMost(PATIENCE).until(() -> !Files.exists(folder.resolve("show/" + id + ".mp4")));
      assertThat(store.failures()).isZero();
    }
    assertThat(service.objects()).containsOnlyKeys("shows/live/show/" + id + ".json");
  }

  @Test
  void goesOnAfterARestart() throws IOException {
    service.failAfterParts(2);
    try (S3Store store = store(600_000)) {
      await().atMost(PATIENCE).until(() -> store.failures() > 0);
    }
    service.recover();
    library = RecordingLibrary.open(folder);
    try (S3Store store = store(10)) {
      awaitMoved();
      assertThat(store.failures()).isZero();
    }
    assertAllThere();
    assertThat(service.calls("part")).isEqualTo(PARTS);
    assertThat(service.calls("begin")).isOne();
  }
}
