package io.limn.http.guard;

import static io.limn.http.LargeCalls.givenLarge;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.limn.http.ScriptedQueue;
import io.limn.http.Scripts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of an OpenID provider whose public key is configured, beside keys. */
@QuarkusTest
@TestProfile(Guarded.class)
class OidcTest {
    @Inject
    ScriptedQueue queue;

    @BeforeEach
    void theQueueParses() {
        queue.play(Scripts.parses());
    }

    @Test
    void aTokenOfTheProviderIsAcceptedAndItsBodyIsReadCompletely() throws Exception {
        byte[] picture = new byte[1 << 20];
        givenLarge()
                .auth()
                .oauth2(Provider.sign(Provider.token()))
                .contentType("image/jpeg")
                .body(picture)
                .post("/v1/parse")
                .then()
                .statusCode(200);
        given().auth()
                .oauth2(Provider.sign(Provider.token()))
                .get("/v1/labels")
                .then()
                .statusCode(200);
    }

    @Test
    void anInvalidTokenIsRefused() throws Exception {
        refused(Provider.sign(Provider.token().audience("another-service")));
        refused(Provider.sign(Provider.token().issuer("https://elsewhere.example")));
        refused(Provider.sign(Provider.token().expiresAt(Instant.now().minus(Duration.ofHours(1)))));
        refused(Provider.token().sign(Provider.keyPair().getPrivate()));
        String sound = Provider.sign(Provider.token());
        refused(sound.substring(0, sound.length() - 8) + "AAAAAAAA");
        refused("no-token");
        String[] parts = sound.split("\\.");
        refused(encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".");
        String symmetric = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + parts[1];
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(Provider.publicKey()), "HmacSHA256"));
        refused(symmetric + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(symmetric.getBytes(US_ASCII))));
        refused(Provider.sign(Provider.token()
                .issuedAt(Instant.now().plus(Duration.ofHours(1)))
                .expiresAt(Instant.now().plus(Duration.ofHours(2)))));
        refused(Provider.sign(
                Jwt.claims().issuer("https://login.example").audience("limn").expiresIn(Duration.ofMinutes(5))));
        refused(Provider.sign(Provider.token().claim("typ", "ID")));
        refused(Provider.sign(Provider.token().claim("nonce", "x")));
    }

    @Test
    void keysAreAcceptedBesideTokensAndAMissingOneIsNot() {
        given().auth().oauth2(Guarded.KEY).get("/v1/labels").then().statusCode(200);
        given().header("X-API-Key", Guarded.KEY).get("/v1/labels").then().statusCode(200);
        given().get("/v1/labels").then().statusCode(401);
        given().get("/q/health/live").then().statusCode(200);
    }

    @Test
    void eachSubjectHasItsOwnRate() throws Exception {
        String busy = Provider.sign(Provider.token().subject("busy"));
        for (int i = 0; i < 20; i++) {
            given().auth().oauth2(busy).get("/v1/labels").then().statusCode(200);
        }
        given().auth().oauth2(busy).get("/v1/labels").then().statusCode(429);
        given().auth()
                .oauth2(Provider.sign(Provider.token().subject("idle")))
                .get("/v1/labels")
                .then()
                .statusCode(200);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(US_ASCII));
    }

    private static void refused(String token) {
        given().auth().oauth2(token).get("/v1/labels").then().statusCode(401).contentType("application/problem+json");
    }
}
