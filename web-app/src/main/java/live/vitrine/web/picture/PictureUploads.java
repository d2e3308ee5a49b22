package live.vitrine.web.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Upload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes pictures in: checks, re-encodes and keeps them. Pixels are worked on by {@value #AT_ONCE}
 * threads of the system: each takes a core for a while, and up to some hundred megabytes.
 *
 * <p>Virtual threads; blocks until the picture is kept.
 */
public final class PictureUploads implements AutoCloseable {
  /** Bytes of one file. */
  public static final long MOST_BYTES = 10L * 1024 * 1024;

  /** Pictures of one account, used or not. */
  static final int MOST_PER_OWNER = 20_000;

  private static final int AT_ONCE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Logger LOG = LoggerFactory.getLogger(PictureUploads.class);

  private final Database database;
  private final PictureStore store;
  private final Clock clock;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private final ExecutorService decoders =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().daemon().name("picture-", 0).factory());

  PictureUploads(Database database, PictureStore store, Clock clock) {
    this.database = database;
    this.store = store;
    this.clock = clock;
  }

  /** The files that were chosen in a field; browsers send an empty one where none was. */
  public static List<Upload> chosen(Request request, String field) {
    return request.uploads().stream()
        .filter(upload -> upload.field().equals(field))
        .filter(upload -> upload.bytes() > 0 || !upload.fileName().isEmpty())
        .toList();
  }

  /**
   * Keeps a picture. It is removed again after a day unless something refers to it by then.
   *
   * @param ownerId the account that sends it
   * @return its ID: 32 hexadecimal digits
   * @throws PictureRefusedException it is none that we take, or there is no room for it
   * @throws IOException it cannot be kept at the moment
   */
  public String store(long ownerId, Upload upload) throws PictureRefusedException, IOException {
    if (upload.bytes() > MOST_BYTES) {
      throw new PictureRefusedException("picture.bytes", MOST_BYTES >> 20);
    }
    if (upload.bytes() == 0) {
      throw new PictureRefusedException("picture.empty");
    }
    return store(ownerId, Files.readAllBytes(upload.file()));
  }

  private String store(long ownerId, byte[] file) throws PictureRefusedException, IOException {
    if (database.read(handle -> PictureRepository.countOf(handle, ownerId)) >= MOST_PER_OWNER) {
      throw new PictureRefusedException("picture.quota", MOST_PER_OWNER);
    }
    Made made = make(file);
    String id = PictureId.random();
    // The row first: what is swept is found by it, should this process end here.
    database.change(handle ->
        PictureRepository.insert(handle, id, ownerId, made.width, made.height, clock.instant()));
    store.save(id, made.files);
    return id;
  }

  private Made make(byte[] file) throws PictureRefusedException, IOException {
    try {
      if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new PictureRefusedException("picture.busy");
      }
      try {
        Future<Made> made = decoders.submit(() -> made(file));
        return made.get();
      } finally {
        turns.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PictureRefusedException refused) {
        throw refused;
      }
      LOG.warn("a picture could not be worked on", e.getCause());
      throw new PictureRefusedException("picture.damaged");
    }
  }

  private static Made made(byte[] file) throws PictureRefusedException {
    PictureDecoder.Decoded decoded = PictureDecoder.decode(file);
    return new Made(decoded.shownWidth(), decoded.shownHeight(), PictureEncoder.encode(decoded));
  }

  /** What became of a file. */
  private record Made(int width, int height, Map<Integer, byte[]> files) {}

  @Override
  public void close() {
    decoders.shutdownNow();
  }
}
