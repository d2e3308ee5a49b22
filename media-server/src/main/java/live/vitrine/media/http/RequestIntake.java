package live.vitrine.media.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/**
 * Puts one request after the other together from what a decoder has read, within a port's limits.
 * The first refusal is final. On the event loop.
 */
final class RequestIntake {
  /** Gets what has been put together. */
  interface Receiver {
    /** The client waits for a word before it sends its body. */
    void onContinueExpected();

    /**
     * A request.
     *
     * @param body takes ownership
     * @param complete false where more of the body may come, which nobody will look at
     */
    void onRequest(HttpRequest request, ByteBuf body, boolean complete);

    /** The request is not allowed; nothing after it is looked at. */
    void onRefused(HttpResponseStatus status, HttpCounters.Refusal reason);
  }

  private final HttpLimits limits;
  private final ByteBufAllocator allocator;
  private final Receiver receiver;
  private @Nullable HttpRequest request;
  private @Nullable ByteBuf body;
  private boolean closed;

  RequestIntake(HttpLimits limits, ByteBufAllocator allocator, Receiver receiver) {
    this.limits = limits;
    this.allocator = allocator;
    this.receiver = receiver;
  }

  /** Whether a header has come whose body has not. */
  boolean isMidRequest() {
    return request != null;
  }

  /** A part of a request; borrowed. */
  void take(Object message) {
    if (message instanceof HttpRequest header) {
      begin(header);
    }
    if (!closed && message instanceof HttpContent content) {
      addBody(content);
    }
  }

  private void begin(HttpRequest header) {
    if (header.decoderResult().isFailure()) {
      refuse(header.decoderResult().cause());
    } else if (header.protocolVersion().majorVersion() != 1) {
      refuse(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, HttpCounters.Refusal.MALFORMED);
    } else if (!RequestRules.isWellFormed(header) || !RequestTarget.normalize(header)) {
      refuse(HttpResponseStatus.BAD_REQUEST, HttpCounters.Refusal.MALFORMED);
    } else if (HttpUtil.getContentLength(header, 0L) > limits.maxBody()) {
      bodyTooLarge(header);
    } else {
      request = header;
      if (HttpUtil.is100ContinueExpected(header)) {
        receiver.onContinueExpected();
      }
    }
  }

  private void addBody(HttpContent content) {
    HttpRequest current = request;
    if (current == null) {
      return;
    }
    if (content.decoderResult().isFailure()) {
      refuse(HttpResponseStatus.BAD_REQUEST, HttpCounters.Refusal.MALFORMED);
      return;
    }
    int length = content.content().readableBytes();
    if (length > 0) {
      if (length + (body == null ? 0 : body.readableBytes()) > limits.maxBody()) {
        bodyTooLarge(current);
        return;
      }
      if (body == null) {
        body = allocator.buffer(length);
      }
      body.writeBytes(content.content());
    }
    if (content instanceof LastHttpContent) {
      deliver(current, true);
    }
  }

  /**
   * Where no bodies are taken, a method that has one is answered by the route, which says what is
   * allowed; the body is not looked at.
   */
  private void bodyTooLarge(HttpRequest current) {
    if (limits.maxBody() > 0 || RequestRules.isReading(current.method())) {
      refuse(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, HttpCounters.Refusal.BODY_TOO_LARGE);
    } else {
      closed = true;
      deliver(current, false);
    }
  }

  private void deliver(HttpRequest current, boolean complete) {
    request = null;
    ByteBuf all = body == null ? Unpooled.EMPTY_BUFFER : body;
    body = null;
    receiver.onRequest(current, all, complete);
  }

  private void refuse(Throwable cause) {
    switch (cause) {
      case TooLongHttpLineException _ ->
          refuse(
              HttpResponseStatus.REQUEST_URI_TOO_LONG, HttpCounters.Refusal.REQUEST_LINE_TOO_LONG);
      case TooLongHttpHeaderException _ ->
          refuse(
              HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
              HttpCounters.Refusal.HEADER_TOO_LARGE);
      case TooLongFrameException _ ->
          refuse(HttpResponseStatus.BAD_REQUEST, HttpCounters.Refusal.HEADER_TOO_LARGE);
      default -> refuse(HttpResponseStatus.BAD_REQUEST, HttpCounters.Refusal.MALFORMED);
    }
  }

  private void refuse(HttpResponseStatus status, HttpCounters.Refusal reason) {
    closed = true;
    receiver.onRefused(status, reason);
  }

  /** Takes nothing any more, and gives back what it holds. */
  void close() {
    closed = true;
    request = null;
    if (body != null) {
      body.release();
      body = null;
    }
  }
}
