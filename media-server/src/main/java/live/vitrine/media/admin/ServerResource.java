package live.vitrine.media.admin;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.time.Instant;
import live.vitrine.media.api.Answers;
import live.vitrine.media.api.Problem;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.hub.FanoutCounters;
import live.vitrine.media.json.JsonWriter;

/** {@code server}: the process itself. */
final class ServerResource {
  private final AdminContext context;

  ServerResource(AdminContext context) {
    this.context = context;
  }

  void show(HttpExchange exchange) {
    if (context.readiness().state() == Readiness.State.STARTING) {
      new Problem(HttpResponseStatus.SERVICE_UNAVAILABLE, "The server is starting.")
          .respond(exchange);
      return;
    }
    Answers.json(
        exchange,
        json ->
            json.text("version", context.version())
                .text("instanceId", context.instanceId())
                .text("state", context.readiness().state().label())
                .text("startedAt", context.startedAt().toString())
                .number(
                    "uptimeSeconds",
                    Duration.between(context.startedAt(), Instant.now()).toSeconds())
                .object("ports", this::writePorts)
                .object("counters", this::writeCounters));
  }

  private void writePorts(JsonWriter json) {
    Ports ports = context.ports().get();
    json.number("rtmp", ports.rtmp());
    ports.rtmps().ifPresent(port -> json.number("rtmps", port));
    json.number("http", ports.http());
    ports.https().ifPresent(port -> json.number("https", port));
    json.number("admin", ports.admin());
  }

  private void writeCounters(JsonWriter json) {
    FanoutCounters fanout = context.hub().counters();
    json.number("rtmpConnections", context.rtmp().connections())
        .number("playbackConnections", context.playback().connections())
        .number("streams", context.hub().streams().size())
        .number("bytesReceived", context.rtmp().bytesReceived())
        .number("bytesSent", fanout.bytesSent().sum())
        .number("viewersStarted", fanout.viewersStarted().sum())
        .number("viewersJumped", fanout.viewersJumped().sum())
        .number("viewersStalled", fanout.viewersStalled().sum())
        .number("tagsSkipped", fanout.tagsSkipped().sum());
  }
}
