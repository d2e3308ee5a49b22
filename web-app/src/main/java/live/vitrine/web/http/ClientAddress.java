package live.vitrine.web.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request really comes from: the last address of {@code X-Forwarded-For} that is no trusted
 * proxy. What anybody else writes there is not believed.
 */
final class ClientAddress {
  private static final int MOST_HOPS = 20;
  private final List<IpSubnetFilterRule> proxies;

  /**
   * @param proxies addresses or networks, {@code 192.0.2.0/24}
   */
  ClientAddress(List<String> proxies) {
    this.proxies =
        proxies.stream()
            .map(proxy -> {
              int slash = proxy.indexOf('/');
              String address = slash < 0 ? proxy : proxy.substring(0, slash);
              int bits =
                  slash < 0
                      ? InetAddress.ofLiteral(address).getAddress().length * 8
                      : Integer.parseInt(proxy.substring(slash + 1));
              return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
            })
            .toList();
  }

  String of(String peer, @Nullable String forwardedFor) {
    String address = peer;
    if (forwardedFor == null || !isProxy(address)) {
      return address;
    }
    String[] hops = forwardedFor.split(",", MOST_HOPS);
    for (int i = hops.length - 1; i >= 0 && isProxy(address); i--) {
      String hop = hops[i].strip();
      if (!isLiteral(hop)) {
        break;
      }
      address = hop;
    }
    return address;
  }

  private boolean isProxy(String address) {
    return isLiteral(address)
        && proxies.stream()
            .anyMatch(
                rule -> rule.matches(new InetSocketAddress(InetAddress.ofLiteral(address), 0)));
  }

  private static boolean isLiteral(String address) {
    try {
      InetAddress.ofLiteral(address);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
