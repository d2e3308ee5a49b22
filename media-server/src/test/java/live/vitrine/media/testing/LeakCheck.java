package live.vitrine.media.testing;

import io.netty.util.LeakPresenceDetector;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test that lost a buffer. Registered for every test through {@code META-INF/services};
 * works because surefire starts the JVM with Netty's {@link LeakPresenceDetector}.
 */
public final class LeakCheck implements AfterEachCallback {
  @Override
  public void afterEach(ExtensionContext context) {
    LeakPresenceDetector.check();
  }
}
