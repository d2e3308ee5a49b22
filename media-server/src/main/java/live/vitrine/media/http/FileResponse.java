package live.vitrine.media.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Answers one exchange with a file. Opened on a virtual thread, everything else on the event loop.
 */
final class FileResponse {
  private static final int RETRY_AFTER_SECONDS = 1;

  private final HttpExchange exchange;
  private final OpenFiles openFiles;
  private final HttpHeaders headers;

  /** A file that has been opened. */
  private record Opened(FileChannel channel, long size, Validators validators) {}

  private FileResponse(HttpExchange exchange, OpenFiles openFiles, HttpHeaders headers) {
    this.exchange = exchange;
    this.openFiles = openFiles;
    this.headers = headers;
  }

  static void respond(HttpExchange exchange, OpenFiles openFiles, Path file, HttpHeaders headers) {
    if (!openFiles.tryTake()) {
      exchange.respondText(
          HttpResponseStatus.SERVICE_UNAVAILABLE,
          headers.set(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS),
          "This connection is being sent %d files already.".formatted(OpenFiles.MOST));
      return;
    }
    FileResponse response = new FileResponse(exchange, openFiles, headers);
    CompletableFuture<Runnable> opened =
        CompletableFuture.supplyAsync(
            () -> response.open(file), task -> Thread.ofVirtual().name("open-file").start(task));
    exchange.respondWith(opened, Runnable::run);
  }

  /** Runs on a virtual thread; returns how to answer. */
  private Runnable open(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return this::answerMissing;
      }
      long size = attributes.size();
      Validators validators = Validators.of(size, attributes.lastModifiedTime());
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return () -> answer(new Opened(channel, size, validators));
    } catch (NoSuchFileException _) {
      return this::answerMissing;
    } catch (IOException | RuntimeException e) {
      return () -> {
        openFiles.giveBack();
        exchange.fail(e);
      };
    }
  }

  private void answerMissing() {
    openFiles.giveBack();
    exchange.respondText(HttpResponseStatus.NOT_FOUND, headers, "Nothing is here.");
  }

  private void answer(Opened file) {
    HttpHeaders asked = exchange.request().headers();
    file.validators().addTo(headers);
    headers.set(HttpHeaderNames.ACCEPT_RANGES, HttpHeaderValues.BYTES);
    if (exchange.isDone()) {
      close(file);
    } else if (file.validators().isUnchanged(asked)) {
      close(file);
      exchange.respondHeaders(HttpResponseStatus.NOT_MODIFIED, headers);
    } else {
      Optional<ByteRange> range =
          exchange.method().equals(HttpMethod.GET) && file.validators().allowRange(asked)
              ? ByteRange.parse(asked.get(HttpHeaderNames.RANGE), file.size())
              : Optional.empty();
      send(file, range.orElse(null));
    }
  }

  private void send(Opened file, @Nullable ByteRange range) {
    if (range == null) {
      respond(HttpResponseStatus.OK, file, 0, file.size());
    } else if (range.isSatisfiable()) {
      headers.set(HttpHeaderNames.CONTENT_RANGE, range.contentRange(file.size()));
      respond(HttpResponseStatus.PARTIAL_CONTENT, file, range.first(), range.length());
    } else {
      close(file);
      exchange.respondText(
          HttpResponseStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
          headers.set(HttpHeaderNames.CONTENT_RANGE, "bytes */" + file.size()),
          "The file has %d bytes.".formatted(file.size()));
    }
  }

  private void respond(HttpResponseStatus status, Opened file, long first, long length) {
    if (length == 0) {
      close(file);
      exchange.respond(status, headers, Unpooled.EMPTY_BUFFER);
    } else {
      FileRegion region = new Region(file.channel(), first, length, openFiles);
      exchange.respondRegion(status, headers, region);
    }
  }

  private void close(Opened file) {
    // Closes the channel.
    new Region(file.channel(), 0, 0, openFiles).release();
  }

  /** A part of a file that nobody else uses. */
  private static final class Region extends DefaultFileRegion {
    private final OpenFiles openFiles;

    Region(FileChannel channel, long first, long length, OpenFiles openFiles) {
      super(channel, first, length);
      this.openFiles = openFiles;
    }

    @Override
    protected void deallocate() {
      super.deallocate();
      openFiles.giveBack();
    }
  }
}
