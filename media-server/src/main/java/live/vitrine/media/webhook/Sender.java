package live.vitrine.media.webhook;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Sends one message and waits for the answer. */
interface Sender {
  /**
   * What came back.
   *
   * @param whole whether {@code body} is all of it
   * @param body at most {@link HttpSender#MAX_BODY_BYTES} of it
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Answer(int status, boolean whole, byte[] body) {
    boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * Posts JSON, signed. Blocks: virtual threads only.
   *
   * @param timeout for everything, up to the last byte of the answer
   * @throws IOException there is no answer; the message says why
   */
  Answer post(URI url, Event event, Duration timeout) throws IOException, InterruptedException;
}
