package live.vitrine.web.http;

/** Who may use a route. Whose things they may touch is for the feature to check. */
public enum Access {
  /** Everybody, signed in or not. */
  ANYONE,
  SIGNED_IN,
  /** Whoever has a shop, and administrators who have one. */
  HOST,
  ADMINISTRATOR
}
