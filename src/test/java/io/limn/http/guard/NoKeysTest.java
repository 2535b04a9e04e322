package io.limn.http.guard;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.nullValue;

import io.limn.http.Scripted;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The door without keys, but with a limit for each address. */
@QuarkusTest
@TestProfile(NoKeysTest.Limited.class)
class NoKeysTest {
    /** Three calls a minute from each address. */
    public static class Limited extends Scripted {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = new HashMap<>(super.getConfigOverrides());
            config.put("limn.http.address-rate", "3");
            config.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            return config;
        }
    }

    @Test
    void anAddressIsLimitedWhateverItSendsAndOthersAreNot() {
        for (int i = 0; i < 3; i++) {
            from("192.0.2.1", 200);
        }
        from("192.0.2.1", 429);
        from("192.0.2.2", 200);
        given().header("X-Forwarded-For", "192.0.2.1")
                .get("/q/health/live")
                .then()
                .statusCode(200);
    }

    @Test
    void theAddressThatTheProxySawCountsWhateverStandsBeforeIt() {
        for (int i = 0; i < 3; i++) {
            from("9.9.9." + i + ", 192.0.2.77", 200);
        }
        from("9.9.9.3, 192.0.2.77", 429);
        from("192.0.2.77", 429);
    }

    @Test
    void otherOriginsAreShutOut() {
        given().header("X-Forwarded-For", "192.0.2.9")
                .header("Origin", "https://elsewhere.example")
                .get("/v1/labels")
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue());
    }

    private static void from(String address, int status) {
        given().header("X-Forwarded-For", address)
                .header("X-API-Key", "any")
                .get("/v1/labels")
                .then()
                .statusCode(status);
    }
}
