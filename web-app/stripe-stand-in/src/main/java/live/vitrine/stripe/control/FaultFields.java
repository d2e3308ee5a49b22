package live.vitrine.stripe.control;

import java.time.Duration;
import live.vitrine.stripe.fault.CallFault;
import live.vitrine.stripe.fault.DeliveryFault;
import live.vitrine.stripe.fault.Faults;

/** Sets the fault that a JSON body describes. */
final class FaultFields {
  private static final int MOST = 1_000_000;

  private FaultFields() {}

  static void setCall(Fields fields, Faults faults) {
    String kind = fields.required("kind");
    CallFault fault =
        switch (kind) {
          case "delay" -> new CallFault.Delay(fields.millis("delay_ms"));
          case "fail" -> new CallFault.Fail(fields.integer("status", 500, 400, 599));
          case "fail_kept" -> new CallFault.FailKept(fields.integer("status", 500, 400, 599));
          case "lose_answer" -> new CallFault.LoseAnswer();
          case "rate_limit" -> new CallFault.RateLimit();
          default ->
              throw new IllegalArgumentException(
                  "kind is "
                      + kind
                      + "; allowed are delay, fail, fail_kept, lose_answer and rate_limit");
        };
    int next = next(fields);
    String path = fields.text("path");
    fields.refuseUnknown();
    faults.onCalls(fault, next, path == null ? "" : path);
  }

  static void setDelivery(Fields fields, Faults faults) {
    String kind = fields.required("kind");
    DeliveryFault fault =
        switch (kind) {
          case "repeat" -> new DeliveryFault.Repeat(fields.integer("times", 1, 1, 100));
          case "delay" -> new DeliveryFault.Delay(fields.millis("delay_ms"));
          case "reorder" -> new DeliveryFault.Reorder(fields.integer("hold", 2, 2, 10_000));
          case "lose" -> new DeliveryFault.Lose(fields.share("share", 1));
          case "wrong_signature" -> new DeliveryFault.WrongSignature();
          case "stale_timestamp" ->
              new DeliveryFault.StaleTimestamp(
                  Duration.ofSeconds(fields.integer("age_seconds", 3600, 1, 1_000_000_000)));
          default ->
              throw new IllegalArgumentException(
                  "kind is "
                      + kind
                      + "; allowed are repeat, delay, reorder, lose, wrong_signature and"
                      + " stale_timestamp");
        };
    int next = next(fields);
    String type = fields.text("type");
    fields.refuseUnknown();
    faults.onDeliveries(fault, next, type == null ? "" : type);
  }

  private static int next(Fields fields) {
    return fields.integer("next", Faults.UNTIL_RESET, 1, MOST);
  }
}
