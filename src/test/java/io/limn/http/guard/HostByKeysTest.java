package io.limn.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Without keys a service is for this machine. */
class HostByKeysTest {
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static String host(String... properties) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            values.put(properties[i], properties[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .withSources(new HostByKeys())
                .withSources(new PropertiesConfigSource(values, "test", 250))
                .build()
                .getValue("quarkus.http.host", String.class);
    }

    @Test
    void withoutKeysItListensOnLoopbackAlone() {
        assertThat(host()).isEqualTo("127.0.0.1");
        assertThat(host("limn.http.rate", "3", "quarkus.oidc.tenant-enabled", "false"))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void withKeysOrAProviderItListensOnAllInterfaces() {
        assertThat(host("limn.http.api-keys.\"studio\"", HASH)).isEqualTo("0.0.0.0");
        assertThat(host("LIMN_HTTP_API_KEYS__STUDIO_", HASH)).isEqualTo("0.0.0.0");
        assertThat(host("quarkus.oidc.tenant-enabled", "true")).isEqualTo("0.0.0.0");
    }

    @Test
    void aConfiguredHostIsUsed() {
        assertThat(host("quarkus.http.host", "192.0.2.1")).isEqualTo("192.0.2.1");
    }
}
