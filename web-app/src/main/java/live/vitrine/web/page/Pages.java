package live.vitrine.web.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.ErrorAnswers;
import live.vitrine.web.http.Request;
import live.vitrine.web.text.Message;

/** Makes pages of templates. Each takes {@code page} ({@link Page}) and {@code model}. */
public final class Pages implements ErrorAnswers {
  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Site site;

  public Pages(Site site) {
    this.site = site;
    templates.setBinaryStaticContent(true);
  }

  /**
   * A page.
   *
   * @param template its path in {@code src/main/jte}, without {@code .jte}
   */
  public Answer page(Request request, String template, Object model) {
    return Answer.html(render(request, template, model));
  }

  /** A page that shows a form again with what is wrong in it. */
  public Answer invalid(Request request, String template, Object model) {
    return page(request, template, model).withStatus(422);
  }

  private Buffer render(Request request, String template, Object model) {
    Utf8ByteOutput output = new Utf8ByteOutput();
    templates.render(
        template + ".jte", Map.of("page", new Page(request, site), "model", model), output);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
    try {
      output.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  public Site site() {
    return site;
  }

  @Override
  public Answer error(Request request, int status, Message explanation) {
    return page(request, "error", new ErrorModel(status, explanation)).withStatus(status);
  }

  /** What an error page shows. */
  public record ErrorModel(int status, Message explanation) {}
}
