package io.limn.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.impl.headers.HeadersMultiMap;
import org.junit.jupiter.api.Test;

class CallerAddressTest {
    @Test
    void anIpv6NetworkIsOneCallerAndEachIpv4AddressIsItsOwn() {
        assertThat(CallerAddress.of("2001:db8:1:2:3::4")).isEqualTo(CallerAddress.of("2001:db8:1:2:ffff::1"));
        assertThat(CallerAddress.of("2001:db8:1:2::1")).isNotEqualTo(CallerAddress.of("2001:db8:1:3::1"));
        assertThat(CallerAddress.of("192.0.2.1")).isNotEqualTo(CallerAddress.of("192.0.2.2"));
        assertThat(CallerAddress.of("::ffff:192.0.2.1")).isEqualTo(CallerAddress.of("192.0.2.1"));
    }

    @Test
    void forwardedAddressesAreReadFromEitherHeader() {
        assertThat(CallerAddress.seen(HeadersMultiMap.httpHeaders()
                        .add("Forwarded", "for=203.0.113.9;proto=https, For=\"[2001:db8::17]:4711\"")
                        .add("Forwarded", "by=10.0.0.1;for=\"192.0.2.43:80\"; host=a, for=unknown")))
                .containsExactly("203.0.113.9", "2001:db8::17", "192.0.2.43", "unknown");
        assertThat(CallerAddress.seen(HeadersMultiMap.httpHeaders()
                        .add("Forwarded", "for=203.0.113.9")
                        .add("X-Forwarded-For", "203.0.113.1, 192.0.2.1")))
                .as("what proxies append to, rather than what nobody looked at")
                .containsExactly("203.0.113.1", "192.0.2.1");
    }
}
