package io.limn.event.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Who may tell us of uploads: whoever knows the secret; where there is none, whoever calls from this machine itself and for
 * nobody else.
 *
 * <p>The secret may come in any way that senders of events are able to send one: as {@code Authorization: Bearer} (MinIO,
 * EventBridge), as the password of {@code Authorization: Basic} (SNS), as {@code X-Limn-Secret}, or as the CloudEvents
 * attribute {@code limnsecret} (Knative's overrides).
 */
final class EventSecret {
    private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via");

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
        return presented(headers).anyMatch(said -> MessageDigest.isEqual(expected, digest(said)));
    }

    private static Stream<String> presented(UnaryOperator<String> headers) {
        return Stream.of(
                        Optional.ofNullable(headers.apply("X-Limn-Secret")),
                        Optional.ofNullable(headers.apply("ce-limnsecret")),
                        authorization(headers.apply("Authorization")))
                .flatMap(Optional::stream);
    }

    private static Optional<String> authorization(String header) {
        String[] parts = header == null ? new String[0] : header.strip().split("\\s+", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(parts[1]);
            case "basic" -> password(parts[1]);
            default -> Optional.empty();
        };
    }

    private static Optional<String> password(String basic) {
        try {
            String pair = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Digests are of one length, so that comparing them tells nothing of the secret's own. */
    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static boolean isLoopback(String address) {
        try {
            // An address in figures is parsed, not looked up.
            return address != null
                    && !address.isEmpty()
                    && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
