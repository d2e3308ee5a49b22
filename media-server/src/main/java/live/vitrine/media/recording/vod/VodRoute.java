package live.vitrine.media.recording.vod;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.media.http.CrossOrigin;
import live.vitrine.media.http.HttpExchange;
import live.vitrine.media.http.HttpRoute;
import live.vitrine.media.recording.library.FileNames;
import live.vitrine.media.recording.library.MediaFormat;
import live.vitrine.media.recording.library.Recording;
import live.vitrine.media.recording.library.RecordingFile;
import live.vitrine.media.recording.library.RecordingId;
import live.vitrine.media.recording.library.RecordingLibrary;

/** {@code /vod/…}. A path names a recording, and of it only what its description lists. */
public final class VodRoute implements HttpRoute {
  private static final Pattern WHOLE = Pattern.compile("/vod/([^/]*)\\.(mp4|flv)");
  private static final Pattern WITHIN = Pattern.compile("/vod/([^/]*)/([^/]*)");

  /** A recording may be deleted, its name is never given to another. */
  private static final String FOR_A_DAY = "public, max-age=86400";

  private final RecordingLibrary library;

  public VodRoute(RecordingLibrary library) {
    this.library = library;
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    if (!exchange.path().startsWith("/vod/")) {
      return false;
    }
    Matcher whole = WHOLE.matcher(exchange.path());
    Matcher within = WITHIN.matcher(exchange.path());
    if (!exchange.method().equals(HttpMethod.GET) && !exchange.method().equals(HttpMethod.HEAD)) {
      exchange.respondMethodNotAllowed("GET, HEAD, OPTIONS");
    } else if (whole.matches()) {
      boolean movie = whole.group(2).equals("mp4");
      find(exchange, whole.group(1))
          .ifPresent(recording ->
              serveFirst(exchange, recording, movie ? MediaFormat.MP4 : MediaFormat.FLV));
    } else if (within.matches()) {
      find(exchange, within.group(1))
          .ifPresent(recording -> serve(exchange, recording, within.group(2)));
    } else {
      refuse(exchange, HttpResponseStatus.NOT_FOUND, "Nothing is here.");
    }
    return true;
  }

  /** The recording that is over; otherwise answers why there is none. */
  private Optional<Recording> find(HttpExchange exchange, String name) {
    if (!RecordingId.isValid(name)) {
      refuse(
          exchange,
          HttpResponseStatus.BAD_REQUEST,
          "recording ID: allowed are " + RecordingId.ALLOWED);
      return Optional.empty();
    }
    Optional<Recording> recording = library.find(new RecordingId(name)).filter(Recording::isOver);
    if (recording.isEmpty()) {
      refuse(
          exchange,
          HttpResponseStatus.NOT_FOUND,
          "There is no recording %s, or it is not finished yet.".formatted(name));
    }
    return recording;
  }

  private void serveFirst(HttpExchange exchange, Recording recording, MediaFormat format) {
    List<RecordingFile> files = recording.files(format);
    if (files.isEmpty()) {
      refuse(
          exchange,
          HttpResponseStatus.NOT_FOUND,
          "Recording %s has no file of format %s.".formatted(recording.id(), format.extension()));
    } else {
      send(exchange, recording, files.getFirst().name(), format.mimeType());
    }
  }

  private void serve(HttpExchange exchange, Recording recording, String name) {
    if (name.equals("index.m3u8")) {
      String playlist = FileNames.playlist(recording.id());
      send(exchange, recording, playlist, "application/vnd.apple.mpegurl");
      return;
    }
    if (FileNames.stills(recording.stills().sheets()).contains(name)) {
      String mimeType = name.equals(FileNames.STORYBOARD) ? "text/vtt" : "image/jpeg";
      send(exchange, recording, FileNames.still(recording.id(), name), mimeType);
      return;
    }
    for (RecordingFile file : recording.files()) {
      boolean movie = file.format() == MediaFormat.MP4;
      if (name.equals(file.name()) || (movie && name.equals(FileNames.head(file.name())))) {
        send(exchange, recording, name, file.format().mimeType());
        return;
      }
    }
    refuse(
        exchange,
        HttpResponseStatus.NOT_FOUND,
        "Recording %s has no such file.".formatted(recording.id()));
  }

  private void send(HttpExchange exchange, Recording recording, String name, String mimeType) {
    HttpHeaders headers =
        CrossOrigin.allowAny(new DefaultHttpHeaders())
            .set(HttpHeaderNames.CONTENT_TYPE, mimeType)
            .set(HttpHeaderNames.CACHE_CONTROL, FOR_A_DAY);
    boolean media = recording.files().stream().anyMatch(file -> file.name().equals(name));
    if (media && !recording.storedAt().isEmpty()) {
      redirect(exchange, recording, name);
    } else {
      exchange.respondFile(library.path(recording, name), headers);
    }
  }

  /** The bucket sends it; the address is made off the event loop, because that may ask others. */
  private void redirect(HttpExchange exchange, Recording recording, String name) {
    CompletableFuture<URI> address =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return library.address(recording, name);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            task -> Thread.ofVirtual().name("vod-address").start(task));
    exchange.respondWith(
        address,
        found ->
            exchange.respondText(
                HttpResponseStatus.TEMPORARY_REDIRECT,
                CrossOrigin.allowAny(new DefaultHttpHeaders())
                    .set(HttpHeaderNames.LOCATION, found.toString()),
                "It is in another place."));
  }

  private static void refuse(HttpExchange exchange, HttpResponseStatus status, String text) {
    exchange.respondText(status, CrossOrigin.allowAny(new DefaultHttpHeaders()), text);
  }
}
