package live.vitrine.web.shop;

import java.util.Optional;
import live.vitrine.web.http.Form;
import live.vitrine.web.media.LiveStream;
import live.vitrine.web.page.QrCodes;
import live.vitrine.web.text.Message;

/** What the page for streaming shows. */
public record StreamModel(Shop shop, String server, View view, Form form) {
  /** What can be shown. */
  public sealed interface View {
    /**
     * The key is known.
     *
     * @param address server and key in one, for programs that take both together
     */
    record Ready(String key, String address, QrCodes.Drawing code, State state) implements View {
      /** Without the secrets. */
      @Override
      public String toString() {
        return "Ready[" + state + "]";
      }
    }

    /** The media-server does not say. */
    record Away(Message reason) implements View {}

    /** The shop does not stream as it stands. */
    record NotOpen() implements View {}
  }

  /** What becomes of the stream at this moment. */
  public sealed interface State {
    record Live(LiveStream stream) implements State {}

    record Offline() implements State {}

    record Unknown(Message reason) implements State {}
  }

  /** For templates: the view, where it is that one. */
  public Optional<View.Ready> ready() {
    return view instanceof View.Ready ready ? Optional.of(ready) : Optional.empty();
  }

  public Optional<View.Away> away() {
    return view instanceof View.Away away ? Optional.of(away) : Optional.empty();
  }
}
