package live.vitrine.media.app;

/** What the process tells whoever started it. A signal that ended it shows as 128 + its number. */
final class ExitCode {
  static final int OK = 0;

  /** A fault that nobody foresaw; the log has it. */
  static final int FAULT = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** A setting is wrong; standard error names it. */
  static final int SETTINGS = 3;

  /** The settings are right, the machine is not: a port is taken, the data folder not writable. */
  static final int CANNOT_START = 4;

  /** SIGTERM ended it, after a drain or in the middle of one. */
  static final int TERMINATED = 128 + 15;

  private ExitCode() {}
}
