package live.vitrine.web.session;

import java.util.Optional;

/**
 * A browser that is known: somebody signed in, or a guest with a cart.
 *
 * @param token what its cookie holds
 * @param csrfToken what its forms must send along
 */
public record Session(SessionToken token, String csrfToken, Optional<Identity> identity) {}
