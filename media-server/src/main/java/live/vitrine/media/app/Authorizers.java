package live.vitrine.media.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import live.vitrine.media.config.PublishAuth;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.rtmp.session.PublishAuthorizer;
import live.vitrine.media.rtmp.session.PublishRequest;
import live.vitrine.media.streamkey.KeyVerdict;
import live.vitrine.media.streamkey.StreamKeys;

/** The ways in which publishers are let in. */
final class Authorizers {
  private Authorizers() {}

  static PublishAuthorizer of(PublishAuth mode, StreamKeys keys) {
    return switch (mode) {
      case KEY -> new ByKey(keys);
      case OPEN -> new Open();
    };
  }

  /** As {@code usual}, but refuses everybody while the server is about to leave. */
  static PublishAuthorizer unlessDraining(PublishAuthorizer usual, BooleanSupplier draining) {
    return new UnlessDraining(usual, draining);
  }

  private record UnlessDraining(PublishAuthorizer usual, BooleanSupplier draining)
      implements PublishAuthorizer {
    private static final Verdict REFUSED =
        new Verdict.Refused("Refused: this server is about to stop; publish to another one.");

    @Override
    public CompletionStage<Verdict> authorize(PublishRequest request) {
      return draining.getAsBoolean()
          ? CompletableFuture.completedStage(REFUSED)
          : usual.authorize(request).thenApply(this::unlessMeanwhile);
    }

    /** An answer may take its time. */
    private Verdict unlessMeanwhile(Verdict verdict) {
      return verdict instanceof Verdict.Granted && draining.getAsBoolean() ? REFUSED : verdict;
    }

    @Override
    public String masked(String presented) {
      return usual.masked(presented);
    }
  }

  /** Whoever holds a stream's key may feed it. */
  private record ByKey(StreamKeys keys) implements PublishAuthorizer {
    @Override
    public CompletionStage<Verdict> authorize(PublishRequest request) {
      return CompletableFuture.completedStage(
          switch (keys.verify(request.presented())) {
            case KeyVerdict.Valid valid -> new Verdict.Granted(valid.streamId());
            case KeyVerdict.Refused(KeyVerdict.Reason reason) ->
                new Verdict.Refused("Refused: " + reason.sentence() + ".");
          });
    }

    @Override
    public String masked(String presented) {
      return StreamKeys.masked(presented);
    }
  }

  /** Anybody may feed any stream: for tests and closed networks. */
  private record Open() implements PublishAuthorizer {
    @Override
    public CompletionStage<Verdict> authorize(PublishRequest request) {
      String presented = request.presented();
      return CompletableFuture.completedStage(
          StreamId.isValid(presented)
              ? new Verdict.Granted(StreamId.of(presented))
              : new Verdict.Refused("Refused: a stream ID is " + StreamId.ALLOWED + "."));
    }

    @Override
    public String masked(String presented) {
      return StreamId.isValid(presented) ? presented : "***";
    }
  }
}
