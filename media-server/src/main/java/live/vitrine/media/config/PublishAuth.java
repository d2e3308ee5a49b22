package live.vitrine.media.config;

/** Who may publish. */
public enum PublishAuth {
  /** Whoever presents a valid stream key; the default. */
  KEY,
  /** Everybody, under any stream ID: for tests on a machine that strangers cannot reach. */
  OPEN
}
