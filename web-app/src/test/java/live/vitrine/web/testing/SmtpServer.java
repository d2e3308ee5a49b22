package live.vitrine.web.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A small SMTP server that takes mail, or does not: one connection at a time, without TLS. */
public final class SmtpServer implements AutoCloseable {
  private final ServerSocket socket;
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final Thread thread;

  public SmtpServer() {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = Thread.ofVirtual().start(this::run);
  }

  /** Its address for settings. */
  public URI url() {
    return URI.create("smtp://127.0.0.1:" + socket.getLocalPort());
  }

  /** As {@link #url()}, for somebody who has to prove who they are. */
  public URI urlWithCredentials() {
    return URI.create("smtp://me%40example.org:secret@127.0.0.1:" + socket.getLocalPort());
  }

  /** The next {@code count} mails are refused for now. */
  public void refuse(int count) {
    refusals.set(count);
  }

  /** Mails that were taken, as they came. */
  public List<String> messages() {
    return List.copyOf(messages);
  }

  /** Everything that clients said, but for mails. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  private void run() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        serve(client);
      } catch (IOException _) {
        // The client went away, or the test is over.
      }
    }
  }

  private void serve(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    PrintWriter out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8);
    say(out, "220 test");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      commands.add(line);
      String verb = line.toUpperCase(Locale.ROOT);
      if (verb.startsWith("MAIL") && refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        say(out, "451 not now");
      } else if (verb.equals("DATA")) {
        say(out, "354 go on");
        messages.add(message(in));
        say(out, "250 taken");
      } else if (verb.equals("QUIT")) {
        say(out, "221 bye");
        return;
      } else {
        say(out, "250 fine");
      }
    }
  }

  private static String message(BufferedReader in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private static void say(PrintWriter out, String line) {
    out.print(line + "\r\n");
    out.flush();
  }

  @Override
  public void close() {
    try {
      socket.close();
      thread.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
