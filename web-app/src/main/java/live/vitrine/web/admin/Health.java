package live.vitrine.web.admin;

import live.vitrine.web.text.Message;

/** How a part of the whole fares. */
public sealed interface Health {
  /** It works; {@code detail} says how well. */
  record Healthy(Message detail) implements Health {}

  /** It does not work, and what can be done about it. */
  record Failing(Message problem, Message whatToDo) implements Health {}
}
