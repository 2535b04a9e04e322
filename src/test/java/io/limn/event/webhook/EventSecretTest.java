package io.limn.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventSecretTest {
    private static final String SECRET = "correct horse battery";

    private static boolean lets(String secret, String caller, String... header) {
        Map<String, String> headers = header.length == 0 ? Map.of() : Map.of(header[0], header[1]);
        return new EventSecret(Optional.ofNullable(secret)).lets(headers::get, caller);
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theSecretIsAcceptedInEveryFormThatSendersUse() {
        assertThat(lets(SECRET, "198.51.100.7", "Authorization", "Bearer " + SECRET))
                .isTrue();
        assertThat(lets(SECRET, "198.51.100.7", "Authorization", "bearer  " + SECRET))
                .isTrue();
        assertThat(lets(SECRET, "198.51.100.7", "Authorization", basic("limn:" + SECRET)))
                .isTrue();
        assertThat(lets(SECRET, "198.51.100.7", "X-Limn-Secret", SECRET)).isTrue();
        assertThat(lets(SECRET, "198.51.100.7", "ce-limnsecret", SECRET)).isTrue();
    }

    @Test
    void aWrongOrMissingKeyIsRefusedFromThisMachineToo() {
        assertThat(lets(SECRET, "127.0.0.1")).isFalse();
        assertThat(lets(SECRET, "127.0.0.1", "X-Limn-Secret", SECRET + "!")).isFalse();
        assertThat(lets(SECRET, "127.0.0.1", "X-Limn-Secret", "")).isFalse();
        assertThat(lets(SECRET, "127.0.0.1", "Authorization", SECRET)).isFalse();
        assertThat(lets(SECRET, "127.0.0.1", "Authorization", "Digest " + SECRET))
                .isFalse();
        assertThat(lets(SECRET, "127.0.0.1", "Authorization", "Basic *")).isFalse();
        assertThat(lets(SECRET, "127.0.0.1", "Authorization", basic(SECRET))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "127.8.0.1, true", "::1, true", "10.0.0.1, false", "198.51.100.7, false", ", false"})
    void withoutASecretOnlyThisMachineIsAccepted(String caller, boolean heard) {
        assertThat(lets(null, caller)).isEqualTo(heard);
    }

    @ParameterizedTest
    @CsvSource({"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via", "X-Real-IP", "CF-Connecting-IP"})
    void callsThroughAProxyAreNotFromThisMachine(String header) {
        assertThat(lets(null, "127.0.0.1", header, "127.0.0.1")).isFalse();
    }
}
