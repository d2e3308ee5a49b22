package live.vitrine.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import live.vitrine.web.session.Role;
import live.vitrine.web.testing.Fixtures;
import live.vitrine.web.testing.HttpBrowser;
import live.vitrine.web.testing.RunningWebApp;
import org.junit.jupiter.api.RepeatedTest;

final class LastAdministratorIT {
  /** Each administrator takes the next one's role or access away, all at once. */
  @RepeatedTest(3)
  void leavesOneAdministratorWhoeverDecidesAtTheSameTime() throws Exception {
    try (RunningWebApp app = RunningWebApp.open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Fixtures fixtures = new Fixtures(app.database());
      List<Long> administrators = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        administrators.add(fixtures.account(Role.ADMINISTRATOR));
      }
      List<Callable<Integer>> decisions = new ArrayList<>();
      for (int i = 0; i < administrators.size(); i++) {
        HttpBrowser browser = app.browser().withSession(fixtures.session(administrators.get(i)));
        browser.get("/admin/users");
        browser.get("/admin/users/" + administrators.get(i));
        long next = administrators.get((i + 1) % administrators.size());
        String action = i % 2 == 0 ? "/demote" : "/suspend";
        decisions.add(() -> browser.post("/admin/users/" + next + action, Map.of()).statusCode());
      }

      for (Future<Integer> decision : threads.invokeAll(decisions)) {
        // Whoever lost the right meanwhile is told that there is no such page, or to sign in.
        assertThat(decision.get()).isIn(303, 404, 403);
      }

      int left =
          app.database()
              .read(handle ->
                  handle
                      .select(
                          "SELECT COUNT(*) FROM account WHERE role = 'administrator'"
                              + " AND suspended_at IS NULL")
                      .mapTo(Integer.class)
                      .one());
      assertThat(left).isPositive();
    }
  }
}
