package live.vitrine.web.http;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/** The routes of all features, in the order in which they are tried. Filled once, at the start. */
public final class Routes {
  private final List<Route> all = new ArrayList<>();

  /** A page. It changes nothing. */
  public Routes get(String path, Access access, Handler handler) {
    return add(HttpMethod.GET, path, access, new Body.None(), handler);
  }

  /** A form was sent. */
  public Routes post(String path, Access access, Handler handler) {
    return add(HttpMethod.POST, path, access, new Body.Fields(), handler);
  }

  /** A form with files was sent. */
  public Routes upload(String path, Access access, long bytes, Handler handler) {
    return add(HttpMethod.POST, path, access, new Body.Files(bytes), handler);
  }

  /** A program calls, and proves to the handler who it is. */
  public Routes raw(HttpMethod method, String path, long bytes, Handler handler) {
    return add(method, path, Access.ANYONE, new Body.Raw(bytes), handler);
  }

  private Routes add(HttpMethod method, String path, Access access, Body body, Handler handler) {
    all.add(new Route(method, path, access, body, handler));
    return this;
  }

  public List<Route> all() {
    return List.copyOf(all);
  }
}
