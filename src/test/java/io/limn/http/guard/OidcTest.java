package io.limn.http.guard;

import static io.restassured.RestAssured.given;

import io.limn.http.Scripted;
import io.limn.http.ScriptedQueue;
import io.limn.http.Scripts;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of an OpenID provider whose public key is configured, beside keys. */
@QuarkusTest
@TestProfile(OidcTest.WithProvider.class)
class OidcTest {
    private static final KeyPair PROVIDER = keyPair();

    /** Takes tokens and keys. */
    public static class WithProvider extends Scripted {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = new HashMap<>(super.getConfigOverrides());
            // the test class is loaded twice, and both must know the same provider
            System.getProperties().putIfAbsent("limn.test.provider", encoded(PROVIDER));
            config.put("quarkus.oidc.tenant-enabled", "true");
            config.put("quarkus.oidc.public-key", provider()[0]);
            config.put("quarkus.oidc.token.issuer", "https://login.example");
            config.put("quarkus.oidc.token.audience", "limn");
            config.put("limn.http.api-keys.\"studio\"", Guarded.sha256(Guarded.KEY));
            config.put("limn.http.rate", "20");
            return config;
        }
    }

    @Inject
    ScriptedQueue queue;

    @BeforeEach
    void theQueueParses() {
        queue.play(Scripts.parses());
    }

    @Test
    void aTokenOfTheProviderLetsInAndItsBodyIsReadWhole() throws Exception {
        byte[] picture = new byte[1 << 20];
        given().auth()
                .oauth2(sign(token()))
                .contentType("image/jpeg")
                .body(picture)
                .post("/v1/parse")
                .then()
                .statusCode(200);
        given().auth().oauth2(sign(token())).get("/v1/labels").then().statusCode(200);
    }

    @Test
    void aTokenThatDoesNotHoldIsRefused() throws Exception {
        refused(sign(token().audience("another-service")));
        refused(sign(token().issuer("https://elsewhere.example")));
        refused(sign(token().expiresAt(Instant.now().minus(Duration.ofHours(1)))));
        refused(token().sign(keyPair().getPrivate()));
        String sound = sign(token());
        refused(sound.substring(0, sound.length() - 8) + "AAAAAAAA");
        refused("no-token");
        refused(sign(token().issuedAt(Instant.now().plus(Duration.ofHours(1)))
                .expiresAt(Instant.now().plus(Duration.ofHours(2)))));
        refused(sign(
                Jwt.claims().issuer("https://login.example").audience("limn").expiresIn(Duration.ofMinutes(5))));
        refused(sign(token().claim("typ", "ID")));
        refused(sign(token().claim("nonce", "x")));
    }

    @Test
    void keysAreTakenBesideTokensAndNothingIsNotTaken() {
        given().auth().oauth2(Guarded.KEY).get("/v1/labels").then().statusCode(200);
        given().header("X-API-Key", Guarded.KEY).get("/v1/labels").then().statusCode(200);
        given().get("/v1/labels").then().statusCode(401);
        given().get("/q/health/live").then().statusCode(200);
    }

    @Test
    void eachSubjectHasItsOwnRate() throws Exception {
        String busy = sign(token().subject("busy"));
        for (int i = 0; i < 20; i++) {
            given().auth().oauth2(busy).get("/v1/labels").then().statusCode(200);
        }
        given().auth().oauth2(busy).get("/v1/labels").then().statusCode(429);
        given().auth()
                .oauth2(sign(token().subject("idle")))
                .get("/v1/labels")
                .then()
                .statusCode(200);
    }

    private static void refused(String token) {
        given().auth().oauth2(token).get("/v1/labels").then().statusCode(401).contentType("application/problem+json");
    }

    private static JwtClaimsBuilder token() {
        return Jwt.claims()
                .issuer("https://login.example")
                .audience("limn")
                .subject("somebody")
                .expiresIn(Duration.ofMinutes(5));
    }

    private static String sign(JwtClaimsBuilder claims) throws GeneralSecurityException {
        byte[] encoded = Base64.getDecoder().decode(provider()[1]);
        PrivateKey key = java.security.KeyFactory.getInstance("RSA")
                .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(encoded));
        return claims.sign(key);
    }

    private static String[] provider() {
        return System.getProperty("limn.test.provider").split(" ");
    }

    private static String encoded(KeyPair pair) {
        Base64.Encoder base64 = Base64.getEncoder();
        return base64.encodeToString(pair.getPublic().getEncoded()) + " "
                + base64.encodeToString(pair.getPrivate().getEncoded());
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
