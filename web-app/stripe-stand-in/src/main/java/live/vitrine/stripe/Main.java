package live.vitrine.stripe;

import picocli.CommandLine;

/** Entry point of the stand-in for Stripe. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new StandInCommand()).execute(args));
  }
}
