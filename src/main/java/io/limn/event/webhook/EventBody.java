package io.limn.event.webhook;

import io.limn.event.shape.EventParser;
import io.limn.event.shape.ParsedEvent;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Reads the event of an HTTP call from its body, or for a CloudEvent in binary mode from headers and body. */
final class EventBody {
    private EventBody() {}

    static ParsedEvent read(HttpHeaders headers, byte[] body) {
        if (headers.getHeaderString("ce-specversion") == null) {
            return EventParser.read(body);
        }
        Map<String, String> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.getRequestHeaders().forEach((name, values) -> {
            if (name.regionMatches(true, 0, "ce-", 0, 3) && !values.isEmpty()) {
                attributes.put(name.substring(3), percentDecoded(values.get(0)));
            }
        });
        return EventParser.read(attributes, body);
    }

    /** CloudEvents percent-encodes what a header can't hold. */
    private static String percentDecoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
