package live.vitrine.web.checkout;

import java.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import live.vitrine.web.http.Form;
import live.vitrine.web.order.Address;

/** The fields of an address. */
final class AddressForm {
  private static final List<String> CODES = List.of(Locale.getISOCountries());

  // One entry for each of our languages: putting names in order takes milliseconds.
  private static final Map<Locale, List<Map.Entry<String, String>>> SORTED =
      new ConcurrentHashMap<>();

  private AddressForm() {}

  /** The form with an address filled in. */
  static Form of(Address address) {
    return Form.of(
        Map.of(
            "recipient", address.recipient(),
            "street", address.street(),
            "streetMore", address.streetMore(),
            "postalCode", address.postalCode(),
            "city", address.city(),
            "region", address.region(),
            "country", address.country()));
  }

  /** The form before anything is known. */
  static Form empty(String name, Locale reader) {
    return of(new Address(name, "", "", "", "", "", reader.getLanguage().equals("de") ? "DE" : ""));
  }

  static Address read(Form form) {
    return new Address(
        form.line("recipient", 1, 100),
        form.line("street", 1, 200),
        form.line("streetMore", 0, 200),
        form.line("postalCode", 0, 20),
        form.line("city", 1, 100),
        form.line("region", 0, 100),
        form.choice("country", CODES));
  }

  /** All countries with their names, by name; first of all none. */
  static List<Map.Entry<String, String>> countries(Locale reader, String none) {
    List<Map.Entry<String, String>> all = new java.util.ArrayList<>();
    all.add(Map.entry("", none));
    all.addAll(SORTED.computeIfAbsent(reader, AddressForm::sorted));
    return List.copyOf(all);
  }

  private static List<Map.Entry<String, String>> sorted(Locale reader) {
    Collator collator = Collator.getInstance(reader);
    return Arrays.stream(Locale.getISOCountries())
        .map(code -> Map.entry(code, Locale.of("", code).getDisplayCountry(reader)))
        .sorted(Comparator.comparing(Map.Entry<String, String>::getValue, collator))
        .toList();
  }
}
