package live.vitrine.media.testing;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** An HTTP/1.1 response with a chunked body (RFC 9112 section 7.1), read chunk by chunk. */
public final class ChunkedBody {
  private static final int BUFFER = 64 * 1024;

  private final InputStream in;

  private ChunkedBody(InputStream in) {
    this.in = in;
  }

  /** Reads the response's head, which has to say 200. */
  public static ChunkedBody of(InputStream stream) throws IOException {
    ChunkedBody body = new ChunkedBody(new BufferedInputStream(stream, BUFFER));
    String status = body.line();
    if (!status.startsWith("HTTP/1.1 200 ")) {
      throw new AssertionError("not 200: " + status);
    }
    while (!body.line().isEmpty()) {
      // The other header fields.
    }
    return body;
  }

  /** The next chunk; empty at the body's proper end. */
  public byte[] next() throws IOException {
    int length = Integer.parseInt(line(), 16);
    byte[] chunk = in.readNBytes(length);
    if (chunk.length < length || !line().isEmpty()) {
      throw new EOFException("a chunk of %d bytes has no end".formatted(length));
    }
    return chunk;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed after " + line);
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
