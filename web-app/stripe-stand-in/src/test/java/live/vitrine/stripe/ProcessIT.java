package live.vitrine.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in as a process of its own. */
class ProcessIT {
  @TempDir Path folder;

  @Test
  void tellsItsAddressAndStopsWhenTold() throws Exception {
    Path key = folder.resolve("key");
    Files.writeString(key, Shop.KEY + "\n");
    ProcessBuilder builder = command("--secret-key-file", key.toString());
    builder.environment().put("VITRINE_STRIPE_STANDIN_WEBHOOK_SECRET", "whsec_a,whsec_b");
    Process process = builder.start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      assertThat(line).startsWith("Stripe stand-in listens on http://127.0.0.1:");
      var client =
          StripeClient.builder()
              .setApiKey(Shop.KEY)
              .setApiBase(line.substring("Stripe stand-in listens on ".length()))
              .build();
      assertThat(client.v1().balance().retrieve().getAvailable()).hasSize(1);
      assertThat(client.v1().accounts().retrieveCurrent().getChargesEnabled()).isTrue();
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
  }

  @Test
  void saysWhatIsMissingOrWrong() throws Exception {
    assertThat(failure()).contains("Give --secret-key or --secret-key-file.");
    assertThat(failure("--secret-key", "k")).contains("Give --webhook-secret or");
    assertThat(failure("--secret-key-file", "/nowhere/key"))
        .contains("--secret-key-file: cannot read /nowhere/key");
    assertThat(failure("--secret-key", "k", "--webhook-secret", "s", "--port", "70000"))
        .contains("The port is 70000; allowed are 0 to 65535.");
    assertThat(failure("--secret-key", "k", "--webhook-secret", "s", "--host", "192.0.2.1"))
        .contains("Cannot listen on 192.0.2.1:0");
  }

  private static String failure(String... arguments) throws Exception {
    Process process = command(arguments).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isEqualTo(2);
    return text;
  }

  private static ProcessBuilder command(String... arguments) {
    Stream<String> java =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    List<String> command = Stream.concat(java, Stream.of(arguments)).toList();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("VITRINE_"));
    return builder;
  }
}
