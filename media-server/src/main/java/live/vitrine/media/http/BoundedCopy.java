package live.vitrine.media.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.function.IntSupplier;

/**
 * Sends part of a file where the kernel cannot do it, because the bytes are encrypted or framed:
 * reads a piece when the client has taken one. On the event loop, reads included: they come from
 * the page cache or from memory nearly always, and are no longer than {@link #MAX_PIECE}.
 */
final class BoundedCopy {
  /** The most that is read at once. */
  static final int MAX_PIECE = 64 * 1024;

  /**
   * Read even where the client allows nothing, so that the end of a write says when it allows more.
   * Does not count in the budget: streams that nobody reads must not stop those that somebody does.
   */
  static final int MIN_PIECE = 1024;

  private final ChannelHandlerContext ctx;
  private final FileRegion region;
  private final CopyBudget budget;
  private final IntSupplier window;
  private final ChannelPromise done;
  private final Runnable resume = this::proceed;

  private long position;
  private int inFlight;
  private boolean proceeding;
  private boolean waiting;

  /**
   * A copy that has not begun.
   *
   * @param region takes ownership
   * @param window bytes that the client's flow control allows now
   */
  BoundedCopy(ChannelHandlerContext ctx, FileRegion region, CopyBudget budget, IntSupplier window) {
    this.ctx = ctx;
    this.region = region;
    this.budget = budget;
    this.window = window;
    this.done = ctx.newPromise();
  }

  ChannelFuture start() {
    done.addListener(_ -> region.release());
    proceed();
    return done;
  }

  /** The channel is gone. */
  void abort() {
    stopWaiting();
    done.tryFailure(new IOException("the client went away"));
  }

  private void stopWaiting() {
    if (waiting) {
      waiting = false;
      budget.forget(resume);
    }
  }

  private void proceed() {
    stopWaiting();
    if (proceeding) {
      return;
    }
    // A write may be done at once; the flag keeps that from recursing into here.
    proceeding = true;
    boolean more = true;
    while (more && !done.isDone() && position < region.count()) {
      more = sendPiece();
    }
    proceeding = false;
    if (position == region.count() && inFlight == 0) {
      done.trySuccess();
    }
  }

  /** Whether there may be more to send now. */
  private boolean sendPiece() {
    int allowed = Math.min(MAX_PIECE, window.getAsInt() - inFlight);
    if (allowed < MIN_PIECE) {
      return inFlight == 0 && send(MIN_PIECE, 0);
    }
    int length = Math.min(allowed, budget.free());
    if (length <= 0) {
      waiting = true;
      budget.await(resume);
      return false;
    }
    return send(length, length);
  }

  private boolean send(int most, int counted) {
    int length = (int) Math.min(most, region.count() - position);
    int taken = Math.min(counted, length);
    ByteBuf piece = ctx.alloc().buffer(length, length);
    try {
      long read = region.transferTo(new Piece(piece), position);
      if (read != length) {
        throw new IOException("the file ended %d bytes early".formatted(length - read));
      }
    } catch (IOException e) {
      piece.release();
      done.tryFailure(e);
      return false;
    }
    position += length;
    inFlight += length;
    budget.take(taken);
    ctx.writeAndFlush(new DefaultHttpContent(piece))
        .addListener(written -> {
          inFlight -= length;
          budget.giveBack(taken);
          if (written.isSuccess()) {
            proceed();
          } else {
            done.tryFailure(written.cause());
          }
        });
    return true;
  }

  /** Takes as much as the buffer has room for. */
  private record Piece(ByteBuf buffer) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer source) {
      int length = Math.min(source.remaining(), buffer.writableBytes());
      buffer.writeBytes(source.slice(source.position(), length));
      source.position(source.position() + length);
      return length;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
