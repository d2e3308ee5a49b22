package live.vitrine.media.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.rtmp.session.PublishAuthorizer;
import live.vitrine.media.rtmp.session.PublishAuthorizer.Verdict;
import live.vitrine.media.rtmp.session.PublishRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskingAuthorizerTest {
  private static final Verdict GRANTED = new Verdict.Granted(StreamId.of("show"));
  private static final PublishRequest REQUEST =
      new PublishRequest("key-show", "192.0.2.1:5000", "OBS", true, "rtmps://live.example/live");

  private final AuthorizeFigures figures = new AuthorizeFigures();

  /** Lets in {@code key-show} only. */
  private static final PublishAuthorizer KEYS =
      new PublishAuthorizer() {
        @Override
        public CompletionStage<Verdict> authorize(PublishRequest request) {
          return CompletableFuture.completedStage(
              request.presented().equals("key-show")
                  ? GRANTED
                  : new Verdict.Refused("Refused: no such key."));
        }

        @Override
        public String masked(String presented) {
          return "***";
        }
      };

  private AskingAuthorizer asking(Sender sender, boolean allowUnanswered) {
    return new AskingAuthorizer(
        KEYS,
        new AskingAuthorizer.Question(
            URI.create("http://shop.example/"), Duration.ofSeconds(2), allowUnanswered, "here"),
        sender,
        new ManualClock(),
        figures);
  }

  private static Sender answering(int status, String body) {
    return (_, _, _) -> new Sender.Answer(status, true, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Verdict verdict(CompletionStage<Verdict> answer) {
    return answer.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void tellsWhoWantsToPublishWithoutTheKey() {
    ConcurrentLinkedQueue<Event> asked = new ConcurrentLinkedQueue<>();
    Sender sender =
        (_, event, _) -> {
          asked.add(event);
          return new Sender.Answer(204, true, new byte[0]);
        };

    assertThat(verdict(asking(sender, false).authorize(REQUEST))).isEqualTo(GRANTED);

    assertThat(asked).hasSize(1);
    assertThat(new String(asked.element().body(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"type\":\"publish.authorize\",\"timestamp\":\"2026-11-20T20:00:00Z\",\"data\":"
                + "{\"streamId\":\"show\",\"instanceId\":\"here\","
                + "\"remoteAddress\":\"192.0.2.1:5000\",\"agent\":\"OBS\",\"secure\":true,"
                + "\"serverUrl\":\"rtmps://live.example/live\"}}");
  }

  @Test
  void asksNobodyAboutAWrongKey() {
    Sender sender =
        (_, _, _) -> {
          throw new AssertionError("asked");
        };
    PublishRequest guess = new PublishRequest("guess", "192.0.2.1:5000", "", false, "");

    CompletionStage<Verdict> answer = asking(sender, true).authorize(guess);

    assertThat(answer.toCompletableFuture()).isDone();
    assertThat(verdict(answer)).isEqualTo(new Verdict.Refused("Refused: no such key."));
  }

  @Test
  void passesOnTheReason() {
    Sender sender = answering(200, "{\"allow\":false,\"reason\":\"The shop is closed.\"}");

    assertThat(verdict(asking(sender, true).authorize(REQUEST)))
        .isEqualTo(new Verdict.Refused("The shop is closed."));
    assertThat(figures.refused.sum()).isOne();
  }

  @Test
  void letsThePublisherFeedAnotherStream() {
    Sender sender = answering(200, "{\"allow\":true,\"streamId\":\"stage\"}");

    assertThat(verdict(asking(sender, false).authorize(REQUEST)))
        .isEqualTo(new Verdict.Granted(StreamId.of("stage")));
    assertThat(figures.allowed.sum()).isOne();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fallsBackToTheSettingWithoutAnAnswer(boolean allow) {
    Verdict verdict = verdict(asking(answering(500, ""), allow).authorize(REQUEST));

    assertThat(verdict.equals(GRANTED)).isEqualTo(allow);
    assertThat(figures.unanswered.sum()).isOne();
  }

  @Test
  void asksOnlySoManyQuestionsAtATime() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(AskingAuthorizer.MAX_QUESTIONS);
    CountDownLatch release = new CountDownLatch(1);
    Sender slow =
        (_, _, _) -> {
          asked.countDown();
          release.await();
          return new Sender.Answer(204, true, new byte[0]);
        };
    AskingAuthorizer authorizer = asking(slow, false);
    List<CompletionStage<Verdict>> waiting = new ArrayList<>();
    for (int i = 0; i < AskingAuthorizer.MAX_QUESTIONS; i++) {
      waiting.add(authorizer.authorize(REQUEST));
    }
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

    CompletionStage<Verdict> tooMany = authorizer.authorize(REQUEST);

    assertThat(tooMany.toCompletableFuture()).isDone();
    assertThat(verdict(tooMany)).isInstanceOf(Verdict.Refused.class);
    release.countDown();
    assertThat(waiting).allSatisfy(answer -> assertThat(verdict(answer)).isEqualTo(GRANTED));
  }
}
