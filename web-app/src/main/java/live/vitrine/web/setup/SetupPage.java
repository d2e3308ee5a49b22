package live.vitrine.web.setup;

import live.vitrine.web.http.Form;

/** What the page of the set-up shows. */
public record SetupPage(Form form, String token) {}
