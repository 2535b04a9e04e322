package io.limn.event.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The secrets in a call, in any form that event senders support: as {@code Authorization: Bearer} (MinIO, EventBridge), as the
 * password of {@code Authorization: Basic} (SNS), as {@code X-Limn-Secret}, or as the CloudEvents attribute {@code limnsecret}
 * (Knative's overrides).
 */
final class PresentedSecrets {
    private PresentedSecrets() {}

    static Stream<String> of(UnaryOperator<String> headers) {
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
}
