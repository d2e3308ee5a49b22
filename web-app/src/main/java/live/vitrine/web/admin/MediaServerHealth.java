package live.vitrine.web.admin;

import live.vitrine.web.media.MediaAnswer.Answered;
import live.vitrine.web.media.MediaAnswer.Away;
import live.vitrine.web.media.MediaServerClient;
import live.vitrine.web.media.ServerStatus;
import live.vitrine.web.text.Message;

/** Whether the media-server's control API answers, and that it takes streams. */
final class MediaServerHealth implements HealthCheck {
  private final MediaServerClient media;

  MediaServerHealth(MediaServerClient media) {
    this.media = media;
  }

  @Override
  public String name() {
    return "media-server";
  }

  @Override
  public Health run() {
    return switch (media.server()) {
      case Answered<ServerStatus>(ServerStatus server) ->
          server.isReady()
              ? new Health.Healthy(
                  Message.of(
                      "admin.health.media-server.fine",
                      server.version(),
                      server.uptimeSeconds() / 3_600))
              : new Health.Failing(
                  Message.of("admin.health.media-server.state", server.state()),
                  Message.of("admin.health.media-server.wait"));
      case Away<ServerStatus>(Message reason) ->
          new Health.Failing(reason, Message.of("admin.health.media-server.do"));
    };
  }
}
