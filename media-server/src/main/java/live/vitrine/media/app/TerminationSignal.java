package live.vitrine.media.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM, handled more than once: Java's shutdown hooks see the first only, and a drain must be
 * one that a second signal ends. {@code sun.misc.Signal} is Java's only way to that, is supported
 * (module {@code jdk.unsupported}), and is used by reflection because javac's warning about it
 * cannot be turned off.
 */
final class TerminationSignal {
  private static final Logger LOG = LoggerFactory.getLogger(TerminationSignal.class);

  private TerminationSignal() {}

  /**
   * Handles every SIGTERM from now on, instead of ending the process.
   *
   * @param action called on a thread of its own each time
   */
  static void handle(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler invoked =
          (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
              action.run();
            }
            return null;
          };
      Object own =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, invoked);
      Object term = signal.getConstructor(String.class).newInstance("TERM");
      Object _ = signal.getMethod("handle", signal, handler).invoke(null, term, own);
    } catch (ReflectiveOperationException e) {
      LOG.warn("SIGTERM stops at once: it cannot be handled here", e);
    }
  }
}
