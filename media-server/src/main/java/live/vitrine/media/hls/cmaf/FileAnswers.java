package live.vitrine.media.hls.cmaf;

import io.netty.buffer.Unpooled;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import live.vitrine.media.http.ByteRange;
import live.vitrine.media.http.CrossOrigin;
import live.vitrine.media.http.HttpExchange;
import org.jspecify.annotations.Nullable;

/**
 * Answers one request for a segment, a part or an initialization segment. A part that the playlist
 * hints at may be asked for before it is complete, and is waited for.
 */
final class FileAnswers {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final HttpExchange exchange;
  private final CmafShow show;
  private final Rendition rendition;

  FileAnswers(HttpExchange exchange, CmafShow show, Rendition rendition) {
    this.exchange = exchange;
    this.show = show;
    this.rendition = rendition;
  }

  static void gone(HttpExchange exchange) {
    exchange.respondText(
        HttpResponseStatus.NOT_FOUND,
        CrossOrigin.allowAny(new DefaultHttpHeaders()),
        "This is not there, or not any more.");
  }

  void init(int number) {
    byte[] bytes = rendition.initSegment(number);
    if (bytes == null) {
      gone(exchange);
    } else {
      exchange.respond(HttpResponseStatus.OK, headers(), Unpooled.wrappedBuffer(bytes));
    }
  }

  void segment(long sequence) {
    Snapshot snapshot = rendition.latest();
    Segment segment = snapshot == null ? null : snapshot.segment(sequence);
    if (segment == null) {
      gone(exchange);
      return;
    }
    if (exchange.method().equals(HttpMethod.GET)) {
      segment.countRequest();
    }
    send(segment.length(), segment::region);
  }

  void part(long sequence, int number) {
    Snapshot snapshot = rendition.latest();
    if (snapshot == null) {
      gone(exchange);
    } else if (isComing(snapshot, sequence, number)) {
      hold(snapshot, sequence, number);
    } else {
      sendPart(snapshot, sequence, number);
    }
  }

  /** Whether it is the part that the playlist hints at, or the one after it. */
  private static boolean isComing(Snapshot snapshot, long sequence, int number) {
    if (snapshot.ended()) {
      return false;
    }
    return sequence == snapshot.nextSequence()
        ? number >= snapshot.openParts() && number <= snapshot.openParts() + 1
        : sequence == snapshot.nextSequence() + 1 && number == 0;
  }

  private void hold(Snapshot snapshot, long sequence, int number) {
    show.counters().heldRequests.increment();
    boolean held =
        rendition
            .waiters()
            .hold(
                exchange,
                Waiters.Awaited.MEDIA,
                () -> {
                  Snapshot now = rendition.latest();
                  return now == null || !isComing(now, sequence, number);
                },
                snapshot.timing().waitMillis(),
                () -> respondAfterHold(sequence, number));
    if (!held) {
      show.counters().refusedHolds.increment();
      PlaylistAnswers.refuseLater(
          exchange, HttpResponseStatus.SERVICE_UNAVAILABLE, "Too many requests wait. Ask again.");
    }
  }

  private void respondAfterHold(long sequence, int number) {
    Snapshot now = rendition.latest();
    if (now == null) {
      gone(exchange);
    } else if (isComing(now, sequence, number)) {
      show.counters().timedOutHolds.increment();
      PlaylistAnswers.refuseLater(
          exchange, HttpResponseStatus.SERVICE_UNAVAILABLE, "The part has not come in time.");
    } else {
      sendPart(now, sequence, number);
    }
  }

  private void sendPart(Snapshot snapshot, long sequence, int number) {
    Segment segment = snapshot.segment(sequence);
    OpenSegment open = snapshot.open();
    if (segment != null && number < segment.parts().size()) {
      Part part = segment.parts().get(number);
      count(number, segment::countRequest);
      send(part.length(), (position, count) -> segment.region(part.offset() + position, count));
    } else if (open != null && sequence == open.head().sequence() && number < open.parts().size()) {
      Part part = open.parts().get(number);
      count(number, () -> open.requests().incrementAndGet());
      send(
          part.length(), (position, count) -> open.bytes().region(part.offset() + position, count));
    } else {
      gone(exchange);
    }
  }

  /** Each player that keeps up asks for a segment's first part. */
  private void count(int number, Runnable counter) {
    if (number == 0 && exchange.method().equals(HttpMethod.GET)) {
      counter.run();
    }
  }

  private interface Source {
    Optional<FileRegion> region(long position, long count);
  }

  private void send(long size, Source source) {
    ByteRange range = ByteRange.parse(rangeHeader(), size).orElse(null);
    if (range != null && !range.isSatisfiable()) {
      exchange.respondText(
          HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
          CrossOrigin.allowAny(new DefaultHttpHeaders())
              .set(HttpHeaderNames.CONTENT_RANGE, "bytes */" + size),
          "There are %d bytes.".formatted(size));
      return;
    }
    long first = range == null ? 0 : range.first();
    long count = range == null ? size : range.length();
    FileRegion region = source.region(first, count).orElse(null);
    if (region == null) {
      gone(exchange);
      return;
    }
    HttpHeaders headers = headers().set(HttpHeaderNames.ACCEPT_RANGES, HttpHeaderValues.BYTES);
    if (range != null) {
      headers.set(HttpHeaderNames.CONTENT_RANGE, range.contentRange(size));
    }
    exchange.respondRegion(
        range == null ? HttpResponseStatus.OK : HttpResponseStatus.PARTIAL_CONTENT,
        headers,
        region);
  }

  /** Without a validator of ours a conditional range has nothing to match: all is sent then. */
  private @Nullable String rangeHeader() {
    HttpHeaders headers = exchange.request().headers();
    return headers.contains(HttpHeaderNames.IF_RANGE) ? null : headers.get(HttpHeaderNames.RANGE);
  }

  private HttpHeaders headers() {
    String type = rendition.content() == Rendition.Content.AUDIO ? "audio/mp4" : "video/mp4";
    return CrossOrigin.allowAny(new DefaultHttpHeaders())
        .set(HttpHeaderNames.CONTENT_TYPE, type)
        .set(HttpHeaderNames.CACHE_CONTROL, FOR_EVER);
  }
}
