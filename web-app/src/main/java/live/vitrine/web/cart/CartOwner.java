package live.vitrine.web.cart;

import live.vitrine.web.session.Session;
import live.vitrine.web.session.SessionToken;

/** Whose a cart is. */
public sealed interface CartOwner {
  /** Somebody with an account: the cart is the same on all their devices. */
  record Account(long id) implements CartOwner {}

  /** Somebody who is not signed in: the cart ends with the session. */
  record Guest(SessionToken session) implements CartOwner {}

  static CartOwner of(Session session) {
    return session
        .identity()
        .<CartOwner>map(identity -> new Account(identity.accountId()))
        .orElseGet(() -> new Guest(session.token()));
  }
}
