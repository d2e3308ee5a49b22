package live.vitrine.media.app;

/** Entry point of media-server. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {}
}
