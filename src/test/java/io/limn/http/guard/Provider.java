package io.limn.http.guard;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;

/** An OpenID provider whose key the service knows. */
final class Provider {
    static final String ISSUER = "https://login.example";

    // Profiles are loaded by another class loader than tests, and both must know the same provider.
    private static final String SHARED = "limn.test.provider";

    static {
        System.getProperties().putIfAbsent(SHARED, encoded(keyPair()));
    }

    private Provider() {}

    static String publicKey() {
        return System.getProperty(SHARED).split(" ")[0];
    }

    static JwtClaimsBuilder token() {
        return Jwt.claims().issuer(ISSUER).audience("limn").subject("somebody").expiresIn(Duration.ofMinutes(5));
    }

    static String sign(JwtClaimsBuilder claims) throws GeneralSecurityException {
        byte[] encoded = Base64.getDecoder().decode(System.getProperty(SHARED).split(" ")[1]);
        PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        return claims.sign(key);
    }

    static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(KeyPair pair) {
        Base64.Encoder base64 = Base64.getEncoder();
        return base64.encodeToString(pair.getPublic().getEncoded()) + " "
                + base64.encodeToString(pair.getPrivate().getEncoded());
    }
}
