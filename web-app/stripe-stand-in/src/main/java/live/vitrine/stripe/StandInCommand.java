package live.vitrine.stripe;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Every option may also come from the environment; secrets also from files. */
@Command(
    name = "stripe-stand-in",
    mixinStandardHelpOptions = true,
    description = "Speaks Stripe's HTTP API for development, demo and tests. No real money moves.",
    footer = {
      "",
      "Every option is also read from the environment: VITRINE_STRIPE_STANDIN_PORT,",
      "VITRINE_STRIPE_STANDIN_SECRET_KEY_FILE and so on. Files hold one secret per line."
    })
final class StandInCommand implements Callable<Integer> {
  private static final String ENV = "${env:VITRINE_STRIPE_STANDIN_";

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--host",
      defaultValue = ENV + "HOST:-127.0.0.1}",
      description = "Address to listen on (${DEFAULT-VALUE}).")
  String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = ENV + "PORT:-0}",
      description = "Port to listen on, 0 for any free one (${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--public-url",
      defaultValue = ENV + "PUBLIC_URL}",
      description = "How browsers reach the payment page; otherwise the address it listens on.")
  @Nullable URI publicUrl;

  @Option(
      names = "--secret-key",
      defaultValue = ENV + "SECRET_KEY}",
      description = "The secret key that callers must use.")
  @Nullable String secretKey;

  @Option(
      names = "--secret-key-file",
      defaultValue = ENV + "SECRET_KEY_FILE}",
      description = "A file with that key.")
  @Nullable Path secretKeyFile;

  @Option(
      names = "--webhook-secret",
      split = ",",
      defaultValue = ENV + "WEBHOOK_SECRET}",
      description = "Signs webhooks; twice while it is being changed.")
  @Nullable List<String> webhookSecrets;

  @Option(
      names = "--webhook-secret-file",
      defaultValue = ENV + "WEBHOOK_SECRET_FILE}",
      description = "A file with those secrets.")
  @Nullable Path webhookSecretFile;

  @Option(
      names = "--webhook-url",
      split = ",",
      defaultValue = ENV + "WEBHOOK_URL}",
      description = "Where events are posted to; may be given several times.")
  @Nullable List<URI> webhookUrls;

  @Option(
      names = "--control-token",
      defaultValue = ENV + "CONTROL_TOKEN}",
      description = "What /control/ asks for; without one it is closed.")
  @Nullable String controlToken;

  @Option(
      names = "--control-token-file",
      defaultValue = ENV + "CONTROL_TOKEN_FILE}",
      description = "A file with that token.")
  @Nullable Path controlTokenFile;

  @Option(
      names = "--capacity",
      defaultValue = ENV + "CAPACITY:-10000}",
      description =
          "How many sessions, events, deliveries and idempotency keys are kept each (${DEFAULT-VALUE}).")
  int capacity;

  @Override
  public Integer call() throws InterruptedException {
    StandInSettings settings = settings();
    StripeStandIn standIn;
    try {
      standIn = StripeStandIn.start(settings);
    } catch (CompletionException e) {
      throw wrong("Cannot listen on " + host + ":" + port + ": " + e.getCause());
    }
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  standIn.close();
                  closed.countDown();
                }));
    System.out.println("Stripe stand-in listens on " + standIn.apiBase());
    System.out.flush();
    closed.await();
    return 0;
  }

  StandInSettings settings() {
    List<String> keys =
        secrets("--secret-key", secretKey == null ? List.of() : List.of(secretKey), secretKeyFile);
    List<String> signing =
        secrets(
            "--webhook-secret",
            webhookSecrets == null ? List.of() : webhookSecrets,
            webhookSecretFile);
    List<String> tokens =
        controlToken == null && controlTokenFile == null
            ? List.of()
            : secrets(
                "--control-token",
                controlToken == null ? List.of() : List.of(controlToken),
                controlTokenFile);
    try {
      return new StandInSettings(
          host,
          port,
          publicUrl,
          keys.getFirst(),
          signing,
          webhookUrls == null ? List.of() : webhookUrls,
          tokens.isEmpty() ? null : tokens.getFirst(),
          capacity,
          Clock.systemUTC());
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage() + ".");
    }
  }

  private List<String> secrets(String option, List<String> given, @Nullable Path file) {
    List<String> all = new ArrayList<>(given);
    if (file != null) {
      try {
        Files.readAllLines(file).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .forEach(all::add);
      } catch (IOException e) {
        throw wrong(option + "-file: cannot read " + file + ": " + e.getMessage());
      }
    }
    if (all.isEmpty()) {
      throw wrong("Give " + option + " or " + option + "-file.");
    }
    return all;
  }

  private ParameterException wrong(String message) {
    CommandSpec known = spec;
    if (known == null) {
      throw new IllegalStateException(message);
    }
    return new ParameterException(known.commandLine(), message);
  }
}
