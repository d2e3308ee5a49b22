package live.vitrine.media.webhook;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.rtmp.session.PublishAuthorizer;
import live.vitrine.media.rtmp.session.PublishRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks another program about publishers that another authorizer has let in. Never sends what a
 * publisher presented. Each question has a virtual thread of its own.
 */
final class AskingAuthorizer implements PublishAuthorizer {
  /** Questions at a time; further publishers get no answer. */
  static final int MAX_QUESTIONS = 64;

  private static final long LINE_MILLIS = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(AskingAuthorizer.class);

  /**
   * Who is asked, and what holds without an answer.
   *
   * @param allowUnanswered whether the publisher is let in
   */
  record Question(URI url, Duration timeout, boolean allowUnanswered, String instanceId) {}

  private final PublishAuthorizer first;
  private final Question question;
  private final Sender sender;
  private final Clock clock;
  private final AuthorizeFigures figures;
  private final Semaphore free = new Semaphore(MAX_QUESTIONS);
  private final AtomicLong nextLine = new AtomicLong();

  /**
   * An authorizer.
   *
   * @param first decides before anybody is asked
   */
  AskingAuthorizer(
      PublishAuthorizer first,
      Question question,
      Sender sender,
      Clock clock,
      AuthorizeFigures figures) {
    this.first = first;
    this.question = question;
    this.sender = sender;
    this.clock = clock;
    this.figures = figures;
  }

  @Override
  public String masked(String presented) {
    return first.masked(presented);
  }

  @Override
  public CompletionStage<Verdict> authorize(PublishRequest request) {
    return first
        .authorize(request)
        .thenCompose(verdict ->
            switch (verdict) {
              case Verdict.Granted(StreamId streamId) -> ask(streamId, request);
              case Verdict.Refused refused -> CompletableFuture.completedStage(refused);
            });
  }

  private CompletionStage<Verdict> ask(StreamId streamId, PublishRequest request) {
    if (!free.tryAcquire()) {
      return CompletableFuture.completedStage(
          unanswered(streamId, "%d questions are open already".formatted(MAX_QUESTIONS)));
    }
    CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    var _ =
        Thread.ofVirtual()
            .name("webhook-authorize")
            .start(() -> {
              try {
                verdict.complete(verdict(streamId, post(streamId, request)));
              } catch (RuntimeException | Error e) {
                verdict.completeExceptionally(e);
              } finally {
                free.release();
              }
            });
    return verdict;
  }

  private AuthorizeAnswer post(StreamId streamId, PublishRequest request) {
    Event event =
        Event.of(
            EventType.PUBLISH_AUTHORIZE,
            clock.instant(),
            json ->
                json.text("streamId", streamId.value())
                    .text("instanceId", question.instanceId())
                    .text("remoteAddress", request.remoteAddress())
                    .text("agent", request.agent())
                    .flag("secure", request.secure())
                    .text("serverUrl", request.serverUrl()));
    try {
      return AuthorizeAnswer.of(sender.post(question.url(), event, question.timeout()));
    } catch (IOException e) {
      return new AuthorizeAnswer.Unclear(String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new AuthorizeAnswer.Unclear("the server is stopping");
    }
  }

  private Verdict verdict(StreamId streamId, AuthorizeAnswer answer) {
    return switch (answer) {
      case AuthorizeAnswer.Allowed(var renamed) -> {
        figures.allowed.increment();
        renamed.ifPresent(name -> LOG.info("stream {}: the webhook calls it {}", streamId, name));
        yield new Verdict.Granted(renamed.orElse(streamId));
      }
      case AuthorizeAnswer.Refused(String reason) -> {
        figures.refused.increment();
        yield new Verdict.Refused(reason);
      }
      case AuthorizeAnswer.Unclear(String why) -> unanswered(streamId, why);
    };
  }

  private Verdict unanswered(StreamId streamId, String why) {
    figures.unanswered.increment();
    long now = clock.millis();
    long due = nextLine.get();
    if (now >= due && nextLine.compareAndSet(due, now + LINE_MILLIS)) {
      LOG.warn(
          "stream {}: the webhook that decides about publishers gave no answer: {}; {} as set",
          streamId,
          why,
          question.allowUnanswered() ? "allowed" : "refused");
    }
    return question.allowUnanswered()
        ? new Verdict.Granted(streamId)
        : new Verdict.Refused(
            "Refused: it cannot be found out whether you may publish; try again in a moment.");
  }
}
