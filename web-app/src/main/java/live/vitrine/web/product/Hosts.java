package live.vitrine.web.product;

import live.vitrine.web.database.Database;
import live.vitrine.web.http.HttpException;
import live.vitrine.web.http.Request;
import live.vitrine.web.product.ProductEdits.Host;
import live.vitrine.web.shop.ShopRepository;

/** Who asks, on a page for hosts: never another shop than their own. Blocks. */
record Hosts(Database database) {
  Host of(Request request) {
    return database
        .read(handle -> ShopRepository.find(handle, request.shopId()))
        .map(shop -> new Host(shop.id(), request.signedIn().accountId(), shop.currency()))
        .orElseThrow(HttpException::notFound);
  }
}
