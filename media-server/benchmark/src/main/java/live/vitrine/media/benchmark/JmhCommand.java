package live.vitrine.media.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The JMH benchmarks of this module. */
@Command(
    name = "jmh",
    description =
        "Runs JMH; put its own arguments behind --, for example: jmh -- -prof gc FlvChecker")
final class JmhCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", description = "Arguments of JMH.")
  private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
    return 0;
  }
}
