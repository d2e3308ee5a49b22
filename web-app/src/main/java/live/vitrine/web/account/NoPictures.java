package live.vitrine.web.account;

import live.vitrine.web.http.Upload;
import live.vitrine.web.text.Message;

/** Keeps no pictures: every one is refused. */
public final class NoPictures implements ProfilePictures {
  @Override
  public String store(long ownerId, Upload upload) throws RefusedException {
    throw new RefusedException(Message.of("account.picture.off"));
  }

  @Override
  public void remove(String pictureId) {}
}
