package live.vitrine.media.benchmark;

import java.io.IOException;
import java.util.concurrent.Callable;
import live.vitrine.media.benchmark.floor.FloorServer;
import live.vitrine.media.benchmark.floor.WritePattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The floor server in the foreground. */
@Command(
    name = "floor",
    description =
        "Serves the synthetic show from a bare epoll loop that parses nothing: what the kernel"
            + " alone costs. Ends with Ctrl-C, or when its standard input ends with --until-eof.")
final class FloorCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "0",
      description = "Port on 127.0.0.1; 0 takes a free one.")
  private int port;

  @Option(
      names = "--pattern",
      defaultValue = "picture",
      description = "Writes to each viewer: tag, picture, or merged such as 100ms.")
  private String pattern = "";

  @Option(
      names = "--streams",
      defaultValue = "1",
      description = "Streams; connection n gets stream n modulo their number.")
  private int streams;

  @Option(names = "--until-eof", description = "End with the standard input, for parent processes.")
  private boolean untilEof;

  @Override
  public Integer call() {
    try (FloorServer floor = new FloorServer(port, streams, WritePattern.parse(pattern))) {
      System.out.println("listening on " + floor.port());
      Thread input = Thread.ofPlatform().daemon().start(FloorCommand::readInput);
      floor.run(() -> !untilEof || input.isAlive());
    }
    return 0;
  }

  private static void readInput() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is said here; only the end counts.
      }
    } catch (IOException gone) {
      // The same as its end.
    }
  }
}
