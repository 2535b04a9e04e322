package io.limn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreConfigTest {
    @Test
    void defaultsAreAnEmbeddedStoreInTheDataFolder() {
        StoreConfig config = StoreConfigs.of();
        assertThat(config.uploads()).isEqualTo("uploads");
        assertThat(config.results()).isEqualTo("results");
        assertThat(config.endpoint()).isEmpty();
        assertThat(config.region()).isEqualTo("us-east-1");
        assertThat(config.pathStyle()).isTrue();
        assertThat(config.accessKey()).isEmpty();
        assertThat(config.secretKey()).isEmpty();
        assertThat(config.embedded()).isEmpty();
        assertThat(StoreConfig.isEmbedded(config)).isTrue();
        assertThat(config.embeddedPort()).isEqualTo(9000);
        assertThat(config.directory()).isEqualTo(Path.of("data"));
        assertThat(config.settleTime()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.readTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.attemptTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.callTimeout()).isEqualTo(Duration.ofSeconds(150));
        assertThat(config.retries()).isEqualTo(3);
        assertThat(config.retryDelay()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.retryMaxDelay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.connections()).isEqualTo(32);
        assertThat(config.embeddedMaxBody().asLongValue()).isEqualTo(128L << 20);
        assertThat(StoreConfigCheck.checked(config)).isSameAs(config);
    }

    @Test
    void anEndpointReplacesTheEmbeddedServer() {
        StoreConfig config = StoreConfigs.of("endpoint", "http://127.0.0.1:9100", "path-style", "false");
        assertThat(config.endpoint()).contains(URI.create("http://127.0.0.1:9100"));
        assertThat(StoreConfig.isEmbedded(config)).isFalse();
        assertThat(config.pathStyle()).isFalse();
    }

    @Test
    void awsItselfNeedsNoEndpoint() {
        StoreConfig config = StoreConfigs.of("embedded", "false", "region", "eu-central-1");
        assertThat(StoreConfig.isEmbedded(StoreConfigCheck.checked(config))).isFalse();
        assertThat(S3Access.configured(config).name(config)).isEqualTo("AWS S3 in eu-central-1");
    }

    @Test
    void resultsInTheUploadsBucketAreRefusedWithKeyValueAndFix() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreConfigCheck.checked(StoreConfigs.of("uploads", "frames", "results", "frames")))
                .withMessageContaining("limn.store.results=frames")
                .withMessageContaining("use another bucket");
    }

    @ParameterizedTest
    @CsvSource({
        "uploads, Uploads, use a bucket name",
        "results, a, use a bucket name",
        "endpoint, ftp://host, use a web address",
        "access-key, abc, secret-key= is not valid: set",
        "secret-key, abc, access-key= is not valid: set",
        "embedded-port, 70000, use 1 to 65535",
        "embedded-port, -1, use 1 to 65535",
        "connect-timeout, 0s, use a duration above zero",
        "read-timeout, 0s, use a duration above zero",
        "attempt-timeout, 0s, use a duration above zero",
        "call-timeout, 1s, use at least limn.store.attempt-timeout",
        "retry-delay, 0s, use a duration above zero",
        "retry-max-delay, 10ms, use at least limn.store.retry-delay",
        "settle-time, 0s, use a duration above zero",
        "retries, -1, use 0 to 20",
        "connections, 0, use 1 or more",
        "embedded-max-body, 1K, use at least 1M"
    })
    void anUnusableValueIsRefusedByName(String key, String value, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreConfigCheck.checked(StoreConfigs.of(key, value)))
                .withMessageStartingWith("limn.store.")
                .withMessageContaining(why);
    }

    @Test
    void anEndpointAndAnEmbeddedServerContradictEachOther() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        StoreConfigCheck.checked(StoreConfigs.of("embedded", "true", "endpoint", "http://127.0.0.1:1")))
                .withMessageContaining("limn.store.embedded=true")
                .withMessageContaining("remove one of the two");
    }
}
