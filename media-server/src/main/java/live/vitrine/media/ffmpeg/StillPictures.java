package live.vitrine.media.ffmpeg;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the poster picture and the storyboard of a recording. Only key frames are read and decoded:
 * a tile shows the last one before its time.
 */
final class StillPictures {
  private static final int MAX_POSTER_WIDTH = 1280;
  private static final long BEGINNING_MILLIS = 30_000;
  private static final int BEGINNING_TILES = 8;

  /** One thread is enough, and all there is to take on a busy machine. */
  private static final List<String> KEY_FRAMES =
      List.of("-threads", "1", "-discard", "nokey", "-skip_frame", "nokey");

  private final Ffmpeg ffmpeg;
  private final Storyboard storyboard;
  private final Sheets sheets;
  private final PosterChoice choice;
  private final List<Movie> movies = new ArrayList<>();

  StillPictures(Ffmpeg ffmpeg, Storyboard storyboard) {
    this.ffmpeg = ffmpeg;
    this.storyboard = storyboard;
    this.sheets = new Sheets(storyboard);
    this.choice =
        new PosterChoice(Math.max(BEGINNING_TILES, storyboard.tileFrom(BEGINNING_MILLIS)));
  }

  /** Looks at a further file; one that cannot be decoded shows what was before it. */
  void add(Movie movie) {
    int first = storyboard.tileFrom(movie.start());
    int end = Math.min(storyboard.tiles(), storyboard.tileFrom(movie.end()));
    if (first >= end) {
      return;
    }
    movies.add(movie);
    try {
      ffmpeg.read("storyboard", tileArguments(movie, first), output -> read(output, first, end));
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
  }

  private List<String> tileArguments(Movie movie, int first) {
    int width = Storyboard.TILE_WIDTH;
    int height = storyboard.tileHeight();
    String filter =
        "fps=fps=1000/%d:start_time=%s:round=up"
                .formatted(
                    storyboard.interval(), Movie.seconds(storyboard.time(first) - movie.start()))
            + ",scale=%d:%d:force_original_aspect_ratio=decrease".formatted(width, height)
            + ",pad=%d:%d:(ow-iw)/2:(oh-ih)/2".formatted(width, height);
    List<String> arguments = new ArrayList<>(KEY_FRAMES);
    arguments.addAll(Ffmpeg.input(movie.file()));
    arguments.addAll(List.of("-map", "0:v:0", "-an", "-sn", "-dn", "-vf", filter));
    arguments.addAll(List.of("-fps_mode", "passthrough", "-pix_fmt", "bgr24"));
    arguments.addAll(List.of("-f", "rawvideo", "pipe:1"));
    return arguments;
  }

  private void read(InputStream output, int first, int end) throws IOException {
    int length = Storyboard.TILE_WIDTH * storyboard.tileHeight() * 3;
    for (int tile = first; tile < end; tile++) {
      byte[] pixels = output.readNBytes(length);
      if (pixels.length == 0) {
        return;
      }
      if (pixels.length < length) {
        throw new EOFException("FFmpeg ended within a picture");
      }
      sheets.put(tile, pixels);
      choice.look(tile, pixels);
    }
  }

  /** Writes all of it into an empty folder. */
  void write(Path folder) throws IOException {
    sheets.write(folder);
    Files.writeString(folder.resolve("storyboard.vtt"), storyboard.webVtt());
    long time = storyboard.time(choice.tile());
    Movie movie = movies.getFirst();
    for (Movie other : movies) {
      if (other.start() <= time) {
        movie = other;
      }
    }
    Path poster = folder.resolve("poster.jpg");
    ffmpeg.run("poster", posterArguments(movie, Math.max(0, time - movie.start()), poster));
    if (!Files.exists(poster)) {
      throw new IOException("there is no picture at %d ms".formatted(time));
    }
  }

  private static List<String> posterArguments(Movie movie, long time, Path poster) {
    List<String> arguments = new ArrayList<>(KEY_FRAMES);
    arguments.addAll(List.of("-noaccurate_seek", "-ss", Movie.seconds(time)));
    arguments.addAll(Ffmpeg.input(movie.file()));
    arguments.addAll(List.of("-map", "0:v:0", "-an", "-sn", "-dn", "-frames:v", "1"));
    arguments.addAll(List.of("-vf", "scale='min(%d,iw)':-2".formatted(MAX_POSTER_WIDTH)));
    arguments.addAll(List.of("-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p"));
    arguments.addAll(List.of("-f", "image2", "-update", "1", "file:" + poster));
    return arguments;
  }
}
