package io.limn.http.guard;

import io.limn.http.Scripted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The HTTP door with keys and, beside them, tokens of an OpenID provider whose public key is configured. */
public class Guarded extends Scripted {
    static final String KEY = "limn_the-studios-own-key";
    static final String SLOW_KEY = "limn_the-key-of-one-who-may-little";
    static final String STRICT_KEY = "limn_the-key-of-one-who-sends-little";

    private static final String UNLIMITED = "100000";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>(super.getConfigOverrides());
        config.put("limn.http.api-keys.\"studio\"", sha256(KEY));
        config.put("limn.http.api-keys.\"slow\"", sha256(SLOW_KEY));
        config.put("limn.http.api-keys.\"strict\"", sha256(STRICT_KEY));
        config.put("limn.http.rates.\"slow\"", "2");
        config.put("limn.http.body-limits.\"strict\"", "1K");
        config.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        config.put("limn.http.rates.\"studio\"", UNLIMITED);
        config.put("limn.http.rates.\"strict\"", UNLIMITED);
        config.put("limn.http.rate", "20");
        config.put("quarkus.oidc.tenant-enabled", "true");
        config.put("quarkus.oidc.public-key", Provider.publicKey());
        config.put("quarkus.oidc.token.issuer", Provider.ISSUER);
        config.put("quarkus.oidc.token.audience", "limn");
        return config;
    }

    public static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
