package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.rtmp.session.PublishAuthorizer;
import live.vitrine.media.rtmp.session.PublishRequest;
import org.junit.jupiter.api.Test;

class AuthorizersTest {
  private static final PublishAuthorizer.Verdict GRANTED =
      new PublishAuthorizer.Verdict.Granted(StreamId.of("demo"));
  private static final PublishRequest REQUEST =
      new PublishRequest("key", "127.0.0.1", "", false, "");

  private final AtomicBoolean draining = new AtomicBoolean();
  private final CompletableFuture<PublishAuthorizer.Verdict> answer = new CompletableFuture<>();
  private final PublishAuthorizer authorizer =
      Authorizers.unlessDraining(new Late(), draining::get);

  @Test
  void letsPublishersInWhileTheServerStays() {
    CompletableFuture<PublishAuthorizer.Verdict> verdict = authorize();
    answer.complete(GRANTED);
    assertThat(verdict).isCompletedWithValue(GRANTED);
  }

  @Test
  void refusesWhoIsGrantedOnlyAfterADrainBegan() {
    CompletableFuture<PublishAuthorizer.Verdict> verdict = authorize();
    draining.set(true);
    answer.complete(GRANTED);
    assertThat(verdict.join()).isInstanceOf(PublishAuthorizer.Verdict.Refused.class);
  }

  @Test
  void asksNobodyDuringADrain() {
    draining.set(true);
    assertThat(authorize().join()).isInstanceOf(PublishAuthorizer.Verdict.Refused.class);
  }

  private CompletableFuture<PublishAuthorizer.Verdict> authorize() {
    return authorizer.authorize(REQUEST).toCompletableFuture();
  }

  private final class Late implements PublishAuthorizer {
    @Override
    public CompletionStage<Verdict> authorize(PublishRequest request) {
      return answer;
    }

    @Override
    public String masked(String presented) {
      return presented;
    }
  }
}
