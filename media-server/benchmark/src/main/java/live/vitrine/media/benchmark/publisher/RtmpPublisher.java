package live.vitrine.media.benchmark.publisher;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import live.vitrine.media.benchmark.linux.Epoll;
import live.vitrine.media.benchmark.linux.EventLoop;
import live.vitrine.media.benchmark.linux.Posix;
import live.vitrine.media.benchmark.measure.LatencyHistogram;
import live.vitrine.media.benchmark.media.Amf0Writer;
import live.vitrine.media.benchmark.media.MediaFrame;
import live.vitrine.media.benchmark.media.SyntheticShow;
import live.vitrine.media.benchmark.media.Timetable;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the show much as OBS does: simple handshake, chunk size 4,096, releaseStream, FCPublish,
 * createStream, publish, all media on chunk stream 4. Belongs to the loop's thread.
 */
public final class RtmpPublisher {
  private static final int HANDSHAKE_BYTES = 1536;
  private static final int CONTROL_CHUNK_STREAM = 2;
  private static final int COMMAND_CHUNK_STREAM = 3;
  private static final int MEDIA_CHUNK_STREAM = 4;
  private static final int USER_CONTROL = 4;
  private static final int COMMAND = 20;
  private static final int PING_REQUEST = 6;
  private static final int PING_RESPONSE = 7;
  private static final double CONNECT_TRANSACTION = 1;
  private static final double CREATE_STREAM_TRANSACTION = 4;
  private static final int MAX_CONTROL_BYTES = 2 << 10;

  /** Forty seconds of pictures. */
  private static final int REMEMBERED_PICTURES = 1 << 10;

  private enum State {
    CONNECTING,
    HANDSHAKE,
    COMMANDS,
    LIVE,
    ENDED
  }

  private final EventLoop loop;
  private final SyntheticShow show;
  private final PublishAddress address;
  private final LatencyHistogram lateness;
  private final long delayNanos;
  private final int chunkSize;
  private final int socket;
  private final int index;
  private final Outbox outbox;
  private final ChunkReader reader = new ChunkReader(this::message);
  private final ByteBuffer serverHandshake = ByteBuffer.allocate(1 + 2 * HANDSHAKE_BYTES);
  private ChunkWriter writer = new ChunkWriter(128);
  private State state = State.CONNECTING;
  private int messageStream;
  private boolean waiting;
  private boolean stopped;
  private long firstNumber;
  private long pictures;
  private long sounds;
  private final long[] pictureNanos = new long[REMEMBERED_PICTURES];
  private Timetable timetable = new Timetable(0);
  private @Nullable String failure;

  private RtmpPublisher(
      EventLoop loop,
      SyntheticShow show,
      PublishAddress address,
      int chunkSize,
      long delayNanos,
      LatencyHistogram lateness) {
    this.loop = loop;
    this.show = show;
    this.address = address;
    this.chunkSize = chunkSize;
    this.delayNanos = delayNanos;
    this.lateness = lateness;
    socket = loop.sockets().connect(address.port());
    outbox = new Outbox(loop, socket);
    index = loop.register(socket, Epoll.OUT, this::ready);
  }

  /**
   * Connects and starts the show as soon as the server lets it.
   *
   * @param delayNanos how long to hold the first frame back after that
   * @param lateness counts how long after its time each frame was sent
   */
  public static RtmpPublisher open(
      EventLoop loop,
      SyntheticShow show,
      PublishAddress address,
      int chunkSize,
      long delayNanos,
      LatencyHistogram lateness) {
    return new RtmpPublisher(loop, show, address, chunkSize, delayNanos, lateness);
  }

  /**
   * Numbers its frames from here on, so that viewers who stay when a publisher returns never see a
   * number twice. A whole number of groups of pictures; called before the show starts.
   */
  public RtmpPublisher numberFrom(long first) {
    if (first % SyntheticShow.PICTURES_PER_GROUP != 0) {
      throw new IllegalArgumentException(first + " is in the middle of a group of pictures");
    }
    firstNumber = first;
    return this;
  }

  /** How many pictures were sent. */
  public long pictures() {
    return pictures;
  }

  /** How many sounds were sent. */
  public long sounds() {
    return sounds;
  }

  /**
   * When picture {@code number} was handed to the kernel, in nanoseconds of {@link
   * System#nanoTime}; 0 when it was not sent yet, or more than forty seconds ago.
   */
  public long pictureNanos(long number) {
    long place = number - firstNumber;
    return place >= 0 && place < pictures && place + REMEMBERED_PICTURES >= pictures
        ? pictureNanos[(int) (place % REMEMBERED_PICTURES)]
        : 0;
  }

  /** Sends no more frames; the connection stays. */
  public void pause() {
    stopped = true;
  }

  /** Whether the kernel has taken everything. */
  public boolean isDrained() {
    return outbox.isEmpty();
  }

  /** Whether the server let it publish and it still does. */
  public boolean isLive() {
    return state == State.LIVE;
  }

  /** Why it does not publish any more; null while it may. */
  public @Nullable String failure() {
    return failure;
  }

  /** When {@link #sendDue} has something to do. */
  public long dueNanos() {
    return state == State.LIVE && !stopped ? timetable.dueNanos() : Long.MAX_VALUE;
  }

  /** Sends every frame whose time has come. */
  public void sendDue() {
    try {
      while (state == State.LIVE && !stopped && timetable.dueNanos() <= System.nanoTime()) {
        boolean picture = timetable.isPicture();
        MediaFrame frame = picture ? show.picture(timetable.number()) : show.sound();
        long now = System.nanoTime();
        lateness.record(now - timetable.dueNanos());
        frame.stamp(firstNumber + timetable.number(), now);
        media(frame, timetable.timestamp());
        if (picture) {
          // Behind the send: what comes of a picture cannot be earlier than its last byte.
          pictureNanos[(int) (pictures % REMEMBERED_PICTURES)] = System.nanoTime();
          pictures++;
        } else {
          sounds++;
        }
        timetable.advance();
      }
    } catch (IllegalStateException gone) {
      end(String.valueOf(gone.getMessage()));
    }
  }

  /** Says that the show is over, as OBS does, and leaves. */
  public void close() {
    if (state == State.LIVE) {
      try {
        command(
            new Amf0Writer().string("FCUnpublish").number(6).nothing().string(address.stream()));
        command(new Amf0Writer().string("deleteStream").number(7).nothing().number(messageStream));
      } catch (IllegalStateException gone) {
        end(String.valueOf(gone.getMessage()));
        return;
      }
    }
    end("closed");
  }

  /** Is gone without a word, as after a kill. */
  public void drop() {
    end("dropped");
  }

  private void end(String reason) {
    failure = reason;
    state = State.ENDED;
    loop.close(index);
  }

  private void ready(int events) {
    try {
      if (state == State.CONNECTING) {
        connected();
        return;
      }
      if ((events & Epoll.OUT) != 0) {
        outbox.flush();
        watchOutbox();
      }
      if ((events & (Epoll.IN | Epoll.ERROR | Epoll.HANG_UP)) != 0) {
        read();
      }
    } catch (IllegalStateException | BufferUnderflowException fault) {
      end(String.valueOf(fault.getMessage()));
    }
  }

  private void connected() {
    int error = loop.sockets().error(socket);
    if (error != 0) {
      end("connect to port " + address.port() + " failed with errno " + error);
      return;
    }
    loop.interest(index, Epoll.IN);
    state = State.HANDSHAKE;
    // C0 and C1 of section 5.2: version 3, time 0, four zero bytes, anything.
    byte[] hello = new byte[1 + HANDSHAKE_BYTES];
    hello[0] = 3;
    for (int i = 9; i < hello.length; i++) {
      hello[i] = (byte) (i * 31);
    }
    send(hello);
  }

  private void read() {
    long length = loop.receive(socket);
    if (length == -Posix.EAGAIN) {
      return;
    }
    if (length <= 0) {
      throw new IllegalStateException("the server closed the connection");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) length);
    MemorySegment.copy(loop.buffer(), 0, MemorySegment.ofBuffer(bytes), 0, length);
    if (state == State.HANDSHAKE) {
      while (bytes.hasRemaining() && serverHandshake.hasRemaining()) {
        serverHandshake.put(bytes.get());
      }
      if (!serverHandshake.hasRemaining()) {
        shakeHands();
      }
    }
    if (state != State.HANDSHAKE) {
      reader.take(bytes);
    }
  }

  private void shakeHands() {
    byte[] echo = new byte[HANDSHAKE_BYTES];
    serverHandshake.get(1, echo);
    send(echo);
    state = State.COMMANDS;
    command(
        new Amf0Writer()
            .string("connect")
            .number(CONNECT_TRANSACTION)
            .startObject()
            .key("app")
            .string(address.app())
            .key("type")
            .string("nonprivate")
            .key("flashVer")
            .string("FMLE/3.0 (compatible; vitrine-bench)")
            .key("tcUrl")
            .string(address.tcUrl())
            .endObject());
  }

  private void message(int type, byte[] body) {
    if (type == COMMAND) {
      answer(Amf0Reader.values(body));
    } else if (type == USER_CONTROL && body.length >= 6 && body[1] == PING_REQUEST) {
      byte[] pong = body.clone();
      pong[1] = PING_RESPONSE;
      control(USER_CONTROL, pong);
    }
  }

  private void answer(List<Object> values) {
    Object name = values.getFirst();
    double transaction = values.size() > 1 && values.get(1) instanceof Double number ? number : 0;
    if (name.equals("_result") && transaction == CONNECT_TRANSACTION) {
      byte[] size = ByteBuffer.allocate(Integer.BYTES).putInt(chunkSize).array();
      control(ChunkWriter.SET_CHUNK_SIZE, size);
      writer = new ChunkWriter(chunkSize);
      String stream = address.stream();
      command(new Amf0Writer().string("releaseStream").number(2).nothing().string(stream));
      command(new Amf0Writer().string("FCPublish").number(3).nothing().string(stream));
      command(new Amf0Writer().string("createStream").number(CREATE_STREAM_TRANSACTION).nothing());
    } else if (name.equals("_result") && transaction == CREATE_STREAM_TRANSACTION) {
      messageStream = values.size() > 3 && values.get(3) instanceof Double id ? id.intValue() : 1;
      command(
          new Amf0Writer()
              .string("publish")
              .number(5)
              .nothing()
              .string(address.stream())
              .string("live"));
    } else if (name.equals("onStatus") && values.size() > 3) {
      status(values.get(3));
    } else if (name.equals("_error")
        && (transaction == CONNECT_TRANSACTION || transaction == CREATE_STREAM_TRANSACTION)) {
      throw new IllegalStateException("the server refused: " + values);
    }
  }

  private void status(Object information) {
    if (!(information instanceof Map<?, ?> status)) {
      return;
    }
    if ("NetStream.Publish.Start".equals(status.get("code")) && state == State.COMMANDS) {
      startShow();
    } else if ("error".equals(status.get("level"))) {
      throw new IllegalStateException("the server refused: " + status);
    }
  }

  private void startShow() {
    byte[] prefix = new Amf0Writer().string("@setDataFrame").toByteArray();
    byte[] metadata = show.metadata().body().toArray(ValueLayout.JAVA_BYTE);
    byte[] body =
        ByteBuffer.allocate(prefix.length + metadata.length).put(prefix).put(metadata).array();
    message(MEDIA_CHUNK_STREAM, MediaFrame.METADATA, messageStream, body);
    media(show.videoConfiguration(), 0);
    media(show.audioConfiguration(), 0);
    timetable = new Timetable(System.nanoTime() + delayNanos);
    state = State.LIVE;
  }

  private void command(Amf0Writer command) {
    int stream = state == State.COMMANDS ? messageStream : 0;
    message(COMMAND_CHUNK_STREAM, COMMAND, stream, command.toByteArray());
  }

  private void control(int type, byte[] body) {
    message(CONTROL_CHUNK_STREAM, type, 0, body);
  }

  private void message(int chunkStream, int type, int stream, byte[] body) {
    if (body.length > MAX_CONTROL_BYTES) {
      throw new IllegalArgumentException(body.length + " bytes in a command");
    }
    long end =
        writer.write(loop.buffer(), 0, chunkStream, type, stream, 0, MemorySegment.ofArray(body));
    push(end);
  }

  private void media(MediaFrame frame, int timestamp) {
    long end =
        writer.write(
            loop.buffer(),
            0,
            MEDIA_CHUNK_STREAM,
            frame.type(),
            messageStream,
            timestamp,
            frame.body());
    push(end);
  }

  private void send(byte[] bytes) {
    loop.buffer().copyFrom(MemorySegment.ofArray(bytes));
    push(bytes.length);
  }

  private void push(long length) {
    outbox.send(loop.buffer(), length);
    watchOutbox();
  }

  private void watchOutbox() {
    boolean behind = !outbox.isEmpty();
    if (behind != waiting) {
      waiting = behind;
      loop.interest(index, behind ? Epoll.IN | Epoll.OUT : Epoll.IN);
    }
  }
}
