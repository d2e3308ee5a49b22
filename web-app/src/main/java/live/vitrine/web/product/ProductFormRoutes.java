package live.vitrine.web.product;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import live.vitrine.web.http.Access;
import live.vitrine.web.http.Answer;
import live.vitrine.web.http.Form;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.http.Routes;
import live.vitrine.web.http.Upload;
import live.vitrine.web.page.Pages;
import live.vitrine.web.picture.PictureRefusedException;
import live.vitrine.web.picture.PictureUploads;
import live.vitrine.web.product.ProductDraft.Stored;
import live.vitrine.web.product.ProductEdits.Host;
import live.vitrine.web.product.ProductEdits.Outcome;
import live.vitrine.web.text.Message;

/**
 * The form of one product. Every button sends the whole form; those that add, move or remove a row
 * answer it with that row more, less or elsewhere, and nothing is kept before it is saved.
 */
final class ProductFormRoutes {
  private static final Pattern ROW_ACTION =
      Pattern.compile("(remove-variant|remove-picture|picture-forward)-([0-9]{1,3})");

  private final ProductEdits edits;
  private final PictureUploads pictures;
  private final Pages pages;
  private final Hosts hosts;

  ProductFormRoutes(ProductEdits edits, PictureUploads pictures, Pages pages, Hosts hosts) {
    this.edits = edits;
    this.pictures = pictures;
    this.pages = pages;
    this.hosts = hosts;
  }

  void register(Routes routes) {
    routes
        .get(ShelfRoutes.LIST + "/new", Access.HOST, this::begin)
        .upload(ShelfRoutes.LIST + "/new", Access.HOST, Limits.FORM_BYTES, this::create)
        .get(ShelfRoutes.LIST + "/:id", Access.HOST, this::edit)
        .upload(ShelfRoutes.LIST + "/:id", Access.HOST, Limits.FORM_BYTES, this::save);
  }

  private Answer begin(Request request) {
    Host host = hosts.of(request);
    ProductSheet sheet = ProductSheet.empty();
    return pages.page(request, "product/form", model(host, sheet, sheet.form(), Optional.empty()));
  }

  private Answer edit(Request request) {
    Host host = hosts.of(request);
    Stored stored = find(host, request);
    ProductSheet sheet = ProductSheet.of(stored);
    return pages.page(
        request, "product/form", model(host, sheet, sheet.form(), Optional.of(stored)));
  }

  private Stored find(Host host, Request request) {
    return edits.find(host, request.pathNumber("id")).orElseThrow(HttpException::notFound);
  }

  private Answer create(Request request) throws IOException {
    return answer(request, hosts.of(request), Optional.empty());
  }

  private Answer save(Request request) throws IOException {
    Host host = hosts.of(request);
    return answer(request, host, Optional.of(find(host, request)));
  }

  private Answer answer(Request request, Host host, Optional<Stored> stored) throws IOException {
    ProductSheet sheet = ProductSheet.of(request.form());
    List<ProductFormModel.RefusedFile> refused = takePictures(request, host, sheet);
    String action = request.form().value("action");
    if (!action.equals("save")) {
      change(sheet, action);
      return pages.page(
          request, "product/form", model(host, sheet, sheet.form(), stored, refused, List.of()));
    }
    Form form = sheet.form();
    ProductDraft draft = ProductReader.read(form, host.currency());
    if (!refused.isEmpty()) {
      form.error("pictures", Message.of("product.pictures.refused"));
    }
    if (!form.isValid()) {
      return pages.invalid(
          request, "product/form", model(host, sheet, form, stored, refused, List.of()));
    }
    return answer(request, host, stored, sheet, draft);
  }

  private Answer answer(
      Request request, Host host, Optional<Stored> stored, ProductSheet sheet, ProductDraft draft) {
    Outcome outcome =
        stored.isEmpty()
            ? edits.create(host, draft)
            : edits.save(host, stored.get().id(), version(request.form()), draft);
    return switch (outcome) {
      case Outcome.Saved(long id) ->
          Answer.redirect(ShelfRoutes.LIST + "/" + id).withNotice("notice.product.saved");
      case Outcome.Conflict(Stored current) -> {
        // Saving once more is meant then: the host has seen what that undoes.
        sheet.put("version", String.valueOf(current.version()));
        yield pages
            .page(
                request,
                "product/form",
                model(
                    host,
                    sheet,
                    sheet.form(),
                    Optional.of(current),
                    List.of(),
                    ProductChange.between(draft, current.draft())))
            .withStatus(409);
      }
      case Outcome.StockGone(int variant, int left) -> {
        sheet.put(variant, "stock-shown", String.valueOf(left));
        yield wrong(
            request, host, stored, sheet, "v" + variant + "-stock", "product.stock.gone", left);
      }
      case Outcome.SkuTaken(int variant) ->
          wrong(request, host, stored, sheet, "v" + variant + "-sku", "product.sku.taken");
      case Outcome.TooMany() ->
          wrong(request, host, stored, sheet, "name", "product.most", Limits.PRODUCTS);
    };
  }

  private Answer wrong(
      Request request,
      Host host,
      Optional<Stored> stored,
      ProductSheet sheet,
      String field,
      String key,
      Object... arguments) {
    Form form = sheet.form();
    form.error(field, Message.of(key, arguments));
    return pages.invalid(request, "product/form", model(host, sheet, form, stored));
  }

  private static int version(Form form) {
    String version = form.value("version");
    return version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : -1;
  }

  private static void change(ProductSheet sheet, String action) {
    Matcher row = ROW_ACTION.matcher(action);
    if (action.equals("add-variant")) {
      if (sheet.variants() < Limits.VARIANTS) {
        sheet.addVariant();
      }
    } else if (row.matches()) {
      int index = Integer.parseInt(row.group(2));
      switch (row.group(1)) {
        case "remove-variant" -> sheet.removeVariant(index);
        case "remove-picture" -> sheet.removePicture(index);
        default -> sheet.movePictureForward(index);
      }
    }
  }

  /** Keeps the pictures that came along, whatever else is wrong: nobody chooses them twice. */
  private List<ProductFormModel.RefusedFile> takePictures(
      Request request, Host host, ProductSheet sheet) throws IOException {
    List<ProductFormModel.RefusedFile> refused = new ArrayList<>();
    for (Upload upload : PictureUploads.chosen(request, "files")) {
      try {
        if (sheet.pictures() >= Limits.PICTURES) {
          refused.add(refused(upload, Message.of("product.pictures.most", Limits.PICTURES)));
        } else {
          sheet.addPicture(pictures.store(host.accountId(), upload), "");
        }
      } catch (PictureRefusedException e) {
        refused.add(refused(upload, e.reason()));
      }
    }
    return refused;
  }

  private static ProductFormModel.RefusedFile refused(Upload upload, Message reason) {
    String name = upload.fileName();
    return new ProductFormModel.RefusedFile(
        name.substring(0, Math.min(name.length(), 100)), reason);
  }

  private static ProductFormModel model(
      Host host, ProductSheet sheet, Form form, Optional<Stored> stored) {
    return model(host, sheet, form, stored, List.of(), List.of());
  }

  private static ProductFormModel model(
      Host host,
      ProductSheet sheet,
      Form form,
      Optional<Stored> stored,
      List<ProductFormModel.RefusedFile> refused,
      List<ProductChange> changes) {
    return new ProductFormModel(
        form, host.currency(), sheet.variants(), sheet.pictures(), stored, refused, changes);
  }
}
