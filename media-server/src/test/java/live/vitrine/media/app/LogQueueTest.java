package live.vitrine.media.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;

class LogQueueTest {
  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @BeforeEach
  void configure() throws JoranException {
    context.setMDCAdapter(new LogbackMDCAdapter());
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(
        Objects.requireNonNull(LogQueueTest.class.getResource("/logback.xml")));
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void writesWhatWaitsAtTheEnd() {
    writeTo(written);
    for (int i = 0; i < 500; i++) {
      log().info("line {}", i);
    }

    LogQueue.finish(context);

    assertThat(text().lines()).hasSize(500).last().asString().endsWith(" INFO  test: line 499");
  }

  @Test
  void writesOneEventAsOneLineWithoutControlCharacters() {
    writeTo(written);
    log().info("a\r\nb\u001b[31mc\u0000\u009bd\u2028e\u202ef é");

    LogQueue.finish(context);

    assertThat(text()).endsWith("test: a b [31mc d e f é\n").hasLineCount(1);
  }

  @Test
  void keepsTheLinesOfAStackTraceButNotItsControlCharacters() {
    writeTo(written);
    log().info("failed", new IllegalStateException("a\u001bb"));

    LogQueue.finish(context);

    assertThat(text())
        .contains("test: failed\njava.lang.IllegalStateException: a b\n\tat ")
        .containsOnlyOnce("IllegalStateException");
  }

  @Test
  @Timeout(20)
  void blocksNobodyWhenStandardOutputIsNotRead() {
    CountDownLatch read = new CountDownLatch(1);
    writeTo(
        new OutputStream() {
          @Override
          public void write(int b) {
            try {
              read.await();
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
          }
        });
    for (int i = 0; i < 5000; i++) {
      log().info("line {}", i);
    }

    assertThat(queue().getRemainingCapacity()).isZero();
    assertThat(Duration.ofMillis(queue().getMaxFlushTime())).isLessThan(Duration.ofSeconds(1));
    read.countDown();
  }

  private Logger log() {
    return context.getLogger("live.vitrine.test");
  }

  private AsyncAppender queue() {
    return (AsyncAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("queue");
  }

  private void writeTo(OutputStream stream) {
    ((OutputStreamAppender<ILoggingEvent>) queue().getAppender("console")).setOutputStream(stream);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
