package live.vitrine.media.hls.cmaf;

import io.netty.channel.FileRegion;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A complete segment. Immutable but for the place of its bytes, which is changed once by the
 * stream's event loop when they have been moved to disk, and a count of requests.
 */
final class Segment {
  private final SegmentHead head;
  private final List<Part> parts;
  private final long duration;
  private final long length;
  private final AtomicInteger requests;
  private volatile StoredBytes bytes;
  private @Nullable String lines;
  private boolean onDisk;

  /**
   * @param parts all of them, at least one
   * @param bytes takes over the reference
   */
  Segment(SegmentHead head, List<Part> parts, StoredBytes bytes, AtomicInteger requests) {
    this.head = head;
    this.parts = List.copyOf(parts);
    this.duration = parts.stream().mapToLong(Part::duration).sum();
    this.length = parts.stream().mapToLong(Part::length).sum();
    this.bytes = bytes;
    this.requests = requests;
  }

  SegmentHead head() {
    return head;
  }

  long sequence() {
    return head.sequence();
  }

  List<Part> parts() {
    return parts;
  }

  /** Microseconds. */
  long duration() {
    return duration;
  }

  /** Bytes. */
  long length() {
    return length;
  }

  /** The wall clock at its end, milliseconds since the epoch. */
  long wallClockEnd() {
    return head.wallClock() + duration / 1000;
  }

  boolean independent() {
    return parts.getFirst().independent();
  }

  /** Duration in whole seconds as it counts for the target duration. */
  long roundedSeconds() {
    return (duration + 500_000) / 1_000_000;
  }

  /** Bits a second. */
  long bitrate() {
    return length * 8_000_000 / Math.max(1, duration);
  }

  /** Somebody fetches this segment, or its first part. */
  void countRequest() {
    requests.incrementAndGet();
  }

  int requests() {
    return requests.get();
  }

  /** Part of the bytes, to be sent; empty when they are gone. Any thread. */
  Optional<FileRegion> region(long position, long count) {
    // Once more when the bytes have been moved in between.
    return bytes.region(position, count).or(() -> bytes.region(position, count));
  }

  StoredBytes bytes() {
    return bytes;
  }

  /** The bytes are somewhere else now. Takes over the reference, lets go of the old one. */
  void takeMoved(StoredBytes moved) {
    StoredBytes before = bytes;
    bytes = moved;
    before.release();
    onDisk = true;
  }

  /** Whether the bytes have been moved. On the stream's event loop. */
  boolean isOnDisk() {
    return onDisk;
  }

  void release() {
    bytes.release();
  }

  /** What a playlist says of it, if that has been written before; it never changes. */
  @Nullable String lines() {
    return lines;
  }

  void lines(String written) {
    lines = written;
  }
}
