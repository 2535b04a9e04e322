package io.limn.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallerAddressTest {
    @Test
    void anIpv6NetworkIsOneCallerAndEachIpv4AddressIsItsOwn() {
        assertThat(CallerAddress.of("2001:db8:1:2:3::4")).isEqualTo(CallerAddress.of("2001:db8:1:2:ffff::1"));
        assertThat(CallerAddress.of("2001:db8:1:2::1")).isNotEqualTo(CallerAddress.of("2001:db8:1:3::1"));
        assertThat(CallerAddress.of("192.0.2.1")).isNotEqualTo(CallerAddress.of("192.0.2.2"));
        assertThat(CallerAddress.of("::ffff:192.0.2.1")).isEqualTo(CallerAddress.of("192.0.2.1"));
    }
}
