package io.limn.store;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.http.HttpField;
import org.gaul.shaded.org.eclipse.jetty.http.HttpFields;
import org.gaul.shaded.org.eclipse.jetty.http.HttpHeader;
import org.gaul.shaded.org.eclipse.jetty.server.Handler;
import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.Response;
import org.gaul.shaded.org.eclipse.jetty.server.Server;
import org.gaul.shaded.org.eclipse.jetty.util.Callback;
import org.gaul.shaded.org.eclipse.jetty.util.Fields;

/**
 * Checks every call before the embedded server does. A presigned URL permits only what was signed: S3 refuses a header {@code x-amz-*}
 * that the signature doesn't cover, since it may name another object to copy from, but S3Proxy accepts it. A body's length is part of a
 * signature, so a call may state it in one way only.
 */
@RegisterForReflection(targets = S3Proxy.class, methods = false)
final class EmbeddedS3Guard extends Handler.Wrapper {
    private static final String OURS = "x-amz-";
    private static final String FORM = "application/x-www-form-urlencoded";

    private EmbeddedS3Guard(Handler inner) {
        super(inner);
    }

    /** Wraps the server's handler; must be called before the server starts. */
    static void before(S3Proxy proxy) throws ReflectiveOperationException {
        Field field = S3Proxy.class.getDeclaredField("server");
        field.setAccessible(true);
        Server server = (Server) field.get(proxy);
        server.setHandler(new EmbeddedS3Guard(server.getHandler()));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<Refusal> refusal = refusal(request);
        if (refusal.isEmpty()) {
            return super.handle(isNoForm(request) ? asBytes(request) : request, response, callback);
        }
        byte[] xml = refusal.get().xml().getBytes(StandardCharsets.UTF_8);
        response.setStatus(refusal.get().status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, xml.length);
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.write(true, ByteBuffer.wrap(xml), callback);
        return true;
    }

    /** Some tools declare any body as a form by default; the body of a PUT is an object, and must not be read as a form. */
    private static boolean isNoForm(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return request.getMethod().equals("PUT")
                && type != null
                && type.toLowerCase(Locale.ROOT).startsWith(FORM)
                && !request.getHeaders().contains(HttpHeader.AUTHORIZATION)
                && !signed(Request.extractQueryParameters(request)).contains("content-type");
    }

    private static Request asBytes(Request request) {
        HttpFields headers = HttpFields.build(request.getHeaders())
                .put(HttpHeader.CONTENT_TYPE, "application/octet-stream")
                .asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return headers;
            }
        };
    }

    private record Refusal(int status, String code, String message) {
        String xml() {
            return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                    + "</Message></Error>";
        }
    }

    private static Optional<Refusal> refusal(Request request) {
        HttpFields headers = request.getHeaders();
        if (headers.contains(HttpHeader.TRANSFER_ENCODING) && headers.contains(HttpHeader.CONTENT_LENGTH)) {
            return Optional.of(new Refusal(
                    400, "InvalidRequest", "A request has either Content-Length or Transfer-Encoding, not both."));
        }
        Fields query;
        try {
            query = Request.extractQueryParameters(request);
        } catch (RuntimeException malformed) {
            return Optional.of(new Refusal(400, "InvalidURI", "The query can not be read."));
        }
        boolean v4 = query.getNames().stream().anyMatch("X-Amz-Signature"::equalsIgnoreCase);
        boolean v2 = query.getNames().stream().anyMatch("Signature"::equalsIgnoreCase);
        if (!v4 && !v2) {
            return Optional.empty();
        }
        if (headers.contains(HttpHeader.TRANSFER_ENCODING)) {
            return Optional.of(new Refusal(
                    411,
                    "MissingContentLength",
                    "A presigned request must state its body's length in Content-Length."));
        }
        // A version 2 signature covers every x-amz header that is sent; version 4 only those that it names.
        return v4 ? unsigned(headers, signed(query)) : Optional.empty();
    }

    private static Set<String> signed(Fields query) {
        return query.stream()
                .filter(field -> field.getName().equalsIgnoreCase("X-Amz-SignedHeaders"))
                .flatMap(field -> field.getValues().stream())
                .flatMap(value -> Arrays.stream(value.split(";")))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static Optional<Refusal> unsigned(HttpFields headers, Set<String> signed) {
        return headers.stream()
                .map(HttpField::getName)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith(OURS) && !signed.contains(name))
                .findFirst()
                .map(name -> new Refusal(
                        403, "AccessDenied", "There were headers present in the request which were not signed."));
    }
}
