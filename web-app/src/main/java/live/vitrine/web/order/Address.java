package live.vitrine.web.order;

/**
 * Where an order is sent.
 *
 * @param streetMore a second line; may be empty
 * @param region state or province; may be empty
 * @param country ISO 3166, two letters
 */
public record Address(
    String recipient,
    String street,
    String streetMore,
    String postalCode,
    String city,
    String region,
    String country) {}
