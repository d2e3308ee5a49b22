package live.vitrine.media.benchmark.linux;

/** A system call that must not fail did; the message has its name and errno. */
public final class SystemCallException extends RuntimeException {
  SystemCallException(String call, int errno) {
    super(call + " failed with errno " + errno);
  }

  /** Answers {@code result}, or throws when it is {@code -errno}. */
  static int require(String call, int result) {
    if (result < 0) {
      throw new SystemCallException(call, -result);
    }
    return result;
  }
}
