package live.vitrine.media.app;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import live.vitrine.media.hub.StreamId;
import live.vitrine.media.streamkey.StreamKeys;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints a stream key, and nothing but the key. */
@Command(
    name = "key",
    description = "Prints the stream key to publish under a stream ID with.",
    mixinStandardHelpOptions = true)
final class KeyCommand implements Callable<Integer> {
  @ParentCommand @Nullable MediaServerCommand parent;
  @Spec @Nullable CommandSpec spec;

  @Parameters(paramLabel = "STREAM-ID", description = "1 to 64 of A-Z a-z 0-9 _ -")
  String streamId = "";

  @Option(
      names = "--generation",
      paramLabel = "N",
      description = "Generation, 0 or more; without it the oldest that is not revoked.")
  @Nullable Integer generation;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    if (!StreamId.isValid(streamId)) {
      throw new ParameterException(
          command.commandLine(), "STREAM-ID is \"" + streamId + "\"; allowed: " + StreamId.ALLOWED);
    }
    if (generation != null && generation < 0) {
      throw new ParameterException(
          command.commandLine(), "--generation is " + generation + "; allowed: 0 or more");
    }
    StreamKeys keys =
        StreamKeys.open(Objects.requireNonNull(parent).loadSettings().settings().data());
    StreamId id = StreamId.of(streamId);
    command
        .commandLine()
        .getOut()
        .println(generation == null ? keys.key(id) : keys.key(id, generation));
    return ExitCode.OK;
  }
}
