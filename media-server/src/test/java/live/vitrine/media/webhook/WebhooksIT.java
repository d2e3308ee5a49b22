package live.vitrine.media.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.testing.ExternalProcess;
import live.vitrine.media.testing.WebhookReceiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Delivery to real HTTP servers. */
class WebhooksIT {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  @TempDir Path data;

  private Webhooks open(String secret, URI... urls) throws IOException {
    return Webhooks.open(
        new WebhookSettings(
            data, "here", List.of(urls), secret, null, TIMEOUT, false, Duration.ZERO),
        Clock.systemUTC());
  }

  private static void tell(Webhooks webhooks, String recordingId) {
    webhooks.recordingReady(
        new RecordingReady(
            recordingId,
            StreamId.of("show"),
            Instant.EPOCH,
            Duration.ofSeconds(90),
            1_000,
            "avc1.64001f,mp4a.40.2",
            "/vod/" + recordingId + "/index.m3u8"));
  }

  private static List<String> recordings(WebhookReceiver receiver) {
    return receiver.messages().stream()
        .map(message -> message.body().replaceFirst(".*\"recordingId\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private static void awaitMessages(WebhookReceiver receiver, int count) {
    await().atMost(Duration.ofSeconds(10)).until(() -> receiver.messages().size() >= count);
  }

  @Test
  void deliversSignedWithTheSecretOfTheDataFolder() throws IOException {
    try (WebhookReceiver receiver = new WebhookReceiver();
        Webhooks webhooks = open("", receiver.url())) {
      tell(webhooks, "one");
      awaitMessages(receiver, 1);

      WebhookReceiver.Message message = receiver.messages().getFirst();
      assertThat(message.isSignedWith(SecretFile.readOrCreate(data))).isTrue();
      assertThat(message.isSignedWith(SECRET)).isFalse();
      assertThat(message.id()).matches("msg_[0-9a-f]{32}");
      assertThat(Long.parseLong(message.timestamp()))
          .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
      assertThat(message.body())
          .startsWith("{\"type\":\"recording.ready\",\"timestamp\":\"")
          .endsWith(
              "\"data\":{\"recordingId\":\"one\",\"streamId\":\"show\",\"instanceId\":\"here\","
                  + "\"startedAt\":\"1970-01-01T00:00:00Z\",\"durationMillis\":90000,"
                  + "\"sizeBytes\":1000,\"codecs\":\"avc1.64001f,mp4a.40.2\","
                  + "\"path\":\"/vod/one/index.m3u8\"}}");
    }
  }

  @Test
  void keepsTheOrderOfAThousandMessages() throws IOException {
    try (WebhookReceiver receiver = new WebhookReceiver();
        Webhooks webhooks = open(SECRET, receiver.url())) {
      List<String> names = IntStream.range(0, 1_000).mapToObj(Integer::toString).toList();
      names.forEach(name -> tell(webhooks, name));
      awaitMessages(receiver, names.size());

      assertThat(recordings(receiver)).isEqualTo(names);
    }
  }

  @Test
  void deliversAfterARestartWhatWasNotDeliveredBefore() throws IOException {
    try (WebhookReceiver receiver = new WebhookReceiver(WebhookReceiver.answer(500, "no"))) {
      try (Webhooks webhooks = open(SECRET, receiver.url())) {
        tell(webhooks, "one");
        tell(webhooks, "two");
        awaitMessages(receiver, 1);
      }
      assertThat(recordings(receiver)).containsExactly("one");
      receiver.answerWith(WebhookReceiver.answer(200, "thanks"));

      try (Webhooks webhooks = open(SECRET, receiver.url())) {
        tell(webhooks, "three");
        awaitMessages(receiver, 4);
      }

      assertThat(recordings(receiver)).containsExactly("one", "one", "two", "three");
      assertThat(receiver.messages().get(1).id()).isEqualTo(receiver.messages().get(0).id());
      assertThat(receiver.messages().get(1).isSignedWith(SECRET)).isTrue();
    }
  }

  @Test
  void deliversAfterAKillWhatWasNotDeliveredBefore() throws IOException {
    try (WebhookReceiver receiver = new WebhookReceiver(WebhookReceiver.answer(500, "no"))) {
      String classes =
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      List<String> command =
          List.of(
              ProcessHandle.current().info().command().orElseThrow(),
              "-cp",
              classes,
              KilledServer.class.getName(),
              data.toString(),
              receiver.url().toString());
      try (ExternalProcess killed = ExternalProcess.start("a JDK", command)) {
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> {
              assertThat(killed.isRunning()).as(killed.output()).isTrue();
              return killed.output().contains(KilledServer.WRITTEN);
            });
      }
      int before = receiver.messages().size();
      receiver.answerWith(WebhookReceiver.answer(204, ""));

      try (Webhooks _ = open(SECRET, receiver.url())) {
        awaitMessages(receiver, before + KilledServer.MESSAGES);
      }

      assertThat(recordings(receiver).subList(before, receiver.messages().size()))
          .isEqualTo(
              IntStream.range(0, KilledServer.MESSAGES).mapToObj(Integer::toString).toList());
    }
  }

  /** A process that has something to tell, and is killed (SIGKILL) by the test. */
  static final class KilledServer {
    static final int MESSAGES = 200;
    static final String WRITTEN = "all are written";

    public static void main(String[] arguments) throws IOException, InterruptedException {
      URI url = URI.create(arguments[1]);
      Webhooks webhooks =
          Webhooks.open(
              new WebhookSettings(
                  Path.of(arguments[0]),
                  "here",
                  List.of(url),
                  SECRET,
                  null,
                  TIMEOUT,
                  false,
                  Duration.ZERO),
              Clock.systemUTC());
      for (int i = 0; i < MESSAGES; i++) {
        tell(webhooks, Integer.toString(i));
      }
      await().until(() -> webhooks.queued() == MESSAGES);
      System.out.println(WRITTEN);
      // The test kills this process; should it die first, this one goes by itself.
      boolean _ = new CountDownLatch(1).await(1, TimeUnit.MINUTES);
    }
  }

  @Test
  void delaysNobodyForOneThatIsDeadOrSlow() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    try (WebhookReceiver slow = new WebhookReceiver((exchange, _) -> hang(exchange, end));
        WebhookReceiver receiver = new WebhookReceiver()) {
      try (Webhooks webhooks = open(SECRET, dead(), slow.url(), receiver.url())) {
        tell(webhooks, "one");
        tell(webhooks, "two");
        awaitMessages(receiver, 2);

        assertThat(recordings(receiver)).containsExactly("one", "two");
      }
      assertThat(recordings(slow)).containsExactly("one");
      end.countDown();
    }
  }

  /** An address where nobody listens. */
  private static URI dead() throws IOException {
    try (ServerSocket closed = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/");
    }
  }

  private static void hang(HttpExchange exchange, CountDownLatch end) throws IOException {
    try {
      end.await();
      exchange.sendResponseHeaders(204, -1);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpSender sender() {
    return new HttpSender(new Signer(SECRET), Clock.systemUTC());
  }

  private static Event event() {
    return Event.of("publish.authorize", Instant.EPOCH, json -> json.text("streamId", "show"));
  }

  @Test
  void givesUpOnAnAnswerThatDoesNotEnd() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    WebhookReceiver.Answering endless =
        (exchange, _) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          hang(exchange, end);
        };
    try (WebhookReceiver receiver = new WebhookReceiver(endless);
        HttpSender sender = sender()) {
      assertThatThrownBy(() -> sender.post(receiver.url(), event(), Duration.ofMillis(300)))
          .isInstanceOf(IOException.class)
          .hasMessage("no answer within 300 ms");
      end.countDown();
    }
  }

  @Test
  void readsNoMoreOfAnAnswerThanItsLimit() throws Exception {
    try (WebhookReceiver receiver =
            new WebhookReceiver(WebhookReceiver.answer(200, "x".repeat(1_000_000)));
        HttpSender sender = sender()) {
      Sender.Answer answer = sender.post(receiver.url(), event(), TIMEOUT);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.whole()).isFalse();
      assertThat(answer.body()).hasSize(HttpSender.MAX_BODY_BYTES);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 abc\r\n\r\n"})
  void takesGarbageForNoAnswer(String garbage) throws Exception {
    try (ServerSocket server = new ServerSocket(0);
        HttpSender sender = sender()) {
      Thread answering =
          Thread.ofVirtual()
              .start(() -> {
                try (var socket = server.accept()) {
                  socket.getOutputStream().write(garbage.getBytes(StandardCharsets.US_ASCII));
                  socket.shutdownOutput();
                  var _ = socket.getInputStream().readNBytes(100);
                } catch (IOException _) {
                  // The client has seen enough.
                }
              });
      URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");

      assertThatThrownBy(() -> sender.post(url, event(), TIMEOUT)).isInstanceOf(IOException.class);
      answering.join();
    }
  }
}
