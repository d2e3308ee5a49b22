package live.vitrine.web.picture;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.Optional;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;

/** Pictures for everybody who has their address; they never change. */
final class PictureRoutes {
  private static final String JPEG = "image/jpeg";

  private final PictureStore store;

  PictureRoutes(PictureStore store) {
    this.store = store;
  }

  void register(Routes routes) {
    // Raw: the same for everybody, so no session is looked up.
    routes.raw(HttpMethod.GET, "/pictures/:id/:width.jpg", 0, this::show);
  }

  private Answer show(Request request) throws IOException {
    String id = request.pathParameter("id");
    String width = request.pathParameter("width");
    if (!PictureId.isWellFormed(id) || !width.matches("[1-9][0-9]{0,3}")) {
      throw HttpException.notFound();
    }
    return find(id, kept(Integer.parseInt(width)))
        .orElseThrow(HttpException::notFound)
        .cachedForever();
  }

  /** The smallest that is kept of those that are wide enough. */
  private static int kept(int width) {
    return PictureEncoder.WIDTHS.stream()
        .filter(kept -> kept >= width)
        .findFirst()
        .orElse(PictureEncoder.WIDTHS.getLast());
  }

  private Optional<Answer> find(String id, int width) throws IOException {
    return switch (store) {
      case FolderStore folder -> folder.find(id, width).map(file -> Answer.file(file, JPEG));
      case BucketStore bucket ->
          bucket.find(id, width).map(file -> Answer.of(200, JPEG, Buffer.buffer(file)));
    };
  }
}
