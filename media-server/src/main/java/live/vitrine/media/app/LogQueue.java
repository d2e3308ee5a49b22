package live.vitrine.media.app;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queue in front of standard output that {@code logback.xml} sets up. */
final class LogQueue {
  private LogQueue() {}

  /** Writes what waits, as long as somebody reads it; what is logged later is lost. */
  static void finish() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      finish(context);
    }
  }

  static void finish(LoggerContext context) {
    context
        .getLogger(Logger.ROOT_LOGGER_NAME)
        .iteratorForAppenders()
        .forEachRemaining(appender -> {
          if (appender instanceof AsyncAppender queue) {
            queue.stop();
          }
        });
  }
}
