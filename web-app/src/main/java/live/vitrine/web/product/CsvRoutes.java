package live.vitrine.web.product;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import live.vitrine.web.database.Database;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.http.Upload;
import live.vitrine.web.page.Pages;
import live.vitrine.web.product.ProductEdits.Host;
import live.vitrine.web.text.Message;

/**
 * Products from and to a file. What was checked comes along again to be imported: nothing is kept
 * between the two, and it is checked again.
 */
final class CsvRoutes {
  private static final String TEMPLATE = "product/csv";

  /** The file in Base64, and the rest of the form. */
  private static final long FORM_BYTES = CsvFile.MOST_BYTES / 3 * 4 + 64 * 1024L;

  private final Database database;
  private final CsvImport imports;
  private final Pages pages;
  private final Hosts hosts;

  CsvRoutes(Database database, CsvImport imports, Pages pages, Hosts hosts) {
    this.database = database;
    this.imports = imports;
    this.pages = pages;
    this.hosts = hosts;
  }

  void register(Routes routes) {
    routes
        .get(ShelfRoutes.LIST + "/export.csv", Access.HOST, this::export)
        .get(ShelfRoutes.LIST + "/import", Access.HOST, this::show)
        .upload(ShelfRoutes.LIST + "/import", Access.HOST, FORM_BYTES, this::preview)
        .upload(ShelfRoutes.LIST + "/import/confirm", Access.HOST, FORM_BYTES, this::confirm);
  }

  private Answer export(Request request) {
    Host host = hosts.of(request);
    String file = database.read(handle -> CsvExport.write(handle, host.shopId(), host.currency()));
    return Answer.download("products.csv", "text/csv; charset=utf-8", Buffer.buffer(file));
  }

  private Answer show(Request request) {
    return pages.page(request, TEMPLATE, new CsvModel(Form.empty(), Optional.empty()));
  }

  private Answer preview(Request request) throws IOException {
    List<Upload> uploads =
        request.uploads().stream()
            .filter(upload -> upload.field().equals("file") && upload.bytes() > 0)
            .toList();
    if (uploads.isEmpty()) {
      return refused(request, Message.of("product.csv.none"));
    }
    if (uploads.getFirst().bytes() > CsvFile.MOST_BYTES) {
      return refused(request, Message.of("product.csv.too-large", CsvFile.MOST_BYTES >> 20));
    }
    byte[] bytes = Files.readAllBytes(uploads.getFirst().file());
    try {
      return shown(request, imports.plan(hosts.of(request), CsvFile.read(bytes)), bytes);
    } catch (CsvException e) {
      return refused(request, e.reason());
    }
  }

  private Answer refused(Request request, Message reason) {
    Form form = Form.empty();
    form.error("file", reason);
    return pages.invalid(request, TEMPLATE, new CsvModel(form, Optional.empty()));
  }

  private Answer shown(Request request, CsvPlan plan, byte[] bytes) {
    CsvModel.Preview preview = CsvModel.Preview.of(plan, Base64.getEncoder().encodeToString(bytes));
    CsvModel model = new CsvModel(Form.empty(), Optional.of(preview));
    return plan.isPossible()
        ? pages.page(request, TEMPLATE, model)
        : pages.invalid(request, TEMPLATE, model);
  }

  private Answer confirm(Request request) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(request.form().value("content"));
    } catch (IllegalArgumentException _) {
      throw new HttpException(400, Message.of("error.bad-request"));
    }
    try {
      CsvFile file = CsvFile.read(bytes);
      return switch (imports.run(hosts.of(request), file, request.address())) {
        case CsvImport.Result.Done() ->
            Answer.redirect(ShelfRoutes.LIST).withNotice("notice.product.imported");
        case CsvImport.Result.NotNow(CsvPlan plan) -> shown(request, plan, bytes).withStatus(409);
      };
    } catch (CsvException e) {
      return refused(request, e.reason());
    }
  }
}
