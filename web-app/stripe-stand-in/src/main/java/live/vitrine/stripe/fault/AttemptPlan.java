package live.vitrine.stripe.fault;

import java.time.Duration;

/** How the next single attempt is signed. */
public record AttemptPlan(boolean wrongSignature, Duration age) {}
