package io.limn.event.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Who may send events: callers that know the secret; without one, direct callers on this machine. */
final class EventSecret {
    private static final List<String> FORWARDED = List.of(
            "Forwarded",
            "Via",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Forwarded-Server",
            "X-Real-IP",
            "X-Client-IP",
            "X-Original-Forwarded-For",
            "True-Client-IP",
            "CF-Connecting-IP");

    private final Optional<String> secret;

    EventSecret(Optional<String> secret) {
        this.secret = secret;
    }

    boolean isSet() {
        return secret.isPresent();
    }

    /**
     * @param headers a header's value by its name, or null
     * @param caller the address at the other end of the connection
     */
    boolean lets(UnaryOperator<String> headers, String caller) {
        if (secret.isEmpty()) {
            return isLoopback(caller) && FORWARDED.stream().allMatch(name -> headers.apply(name) == null);
        }
        byte[] expected = digest(secret.get());
        return PresentedSecrets.of(headers).anyMatch(said -> MessageDigest.isEqual(expected, digest(said)));
    }

    /** Digests have equal lengths, so comparing them does not reveal the secret's length. */
    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static boolean isLoopback(String address) {
        try {
            // A numeric address is parsed, not looked up.
            return address != null
                    && !address.isEmpty()
                    && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
