package live.vitrine.media.config;

/** What holds when the webhook that is asked about a publisher does not answer. */
public enum AuthorizeFallback {
  /** The publisher is refused. */
  REFUSE,
  /** Whoever has a valid key may publish. */
  ALLOW
}
