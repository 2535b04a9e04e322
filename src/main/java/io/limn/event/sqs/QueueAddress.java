package io.limn.event.sqs;

import io.limn.event.SqsConfig;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The region and endpoint of a queue, from its URL. */
final class QueueAddress {
    private static final Pattern AWS =
            Pattern.compile("sqs(?:-fips)?\\.([a-z0-9-]+)\\.(?:amazonaws\\.com(?:\\.cn)?|api\\.aws)");

    private QueueAddress() {}

    /** Where to send requests; empty for AWS by its own rules ({@code AWS_ENDPOINT_URL} among them). */
    static Optional<URI> endpoint(SqsConfig config) {
        URI url = config.url().orElseThrow();
        return config.endpoint()
                .or(() -> region(url).isPresent()
                        ? Optional.empty()
                        : Optional.of(URI.create(url.getScheme() + "://" + url.getAuthority())));
    }

    static Optional<String> region(URI url) {
        Matcher host = AWS.matcher(String.valueOf(url.getHost()));
        return host.matches() ? Optional.of(host.group(1)) : Optional.empty();
    }
}
