package live.vitrine.web.benchmark;

/** Pages that shoppers ask for, as the Lua expression of an address for wrk. */
enum PageLoad {
  HOME("'/'"),
  SEARCH("'/search?q=' .. words[random(#words)]"),
  CATEGORY("'/search?category=' .. categories[random(#categories)]"),
  SHOP("'/shops/shop-' .. random(%d)".formatted(SeededShop.SHOPS)),
  PRODUCT("'/products/' .. random(%d)".formatted(SeededShop.PRODUCTS)),
  /** Each kind of page as often as the others, but products as often as all others together. */
  MIXED("({%s, %s, %s, %s, %s, %s, %s, %s})[random(8)]");

  private final String address;

  PageLoad(String address) {
    this.address = address;
  }

  /** A script for wrk, which asks for such a page each time and ends with a line of figures. */
  String script() {
    String expression =
        this == MIXED
            ? address.formatted(
                HOME.address,
                SEARCH.address,
                CATEGORY.address,
                SHOP.address,
                PRODUCT.address,
                PRODUCT.address,
                PRODUCT.address,
                PRODUCT.address)
            : address;
    return """
    local random = math.random
    local words = {%s}
    local categories = {%s}
    function init() math.randomseed(os.time()) end
    function request() return wrk.format('GET', %s) end
    %s
    """
        .formatted(
            SeededShop.luaList(SeededShop.WORDS),
            SeededShop.luaList(SeededShop.CATEGORIES),
            expression,
            Wrk.REPORT);
  }
}
