package live.vitrine.web.http;

import io.vertx.core.http.HttpMethod;

/**
 * One thing that can be asked for.
 *
 * @param path with parameters as {@code /orders/:code}
 */
public record Route(HttpMethod method, String path, Access access, Body body, Handler handler) {}
