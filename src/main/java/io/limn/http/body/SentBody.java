package io.limn.http.body;

import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A call's whole body, read before the call reaches its resource. */
public sealed interface SentBody {
    /** Not a form. */
    record Bytes(byte[] bytes) implements SentBody {}

    /** The pictures of a form, in the form's order. */
    record Form(List<Picture> pictures) implements SentBody {
        public Form {
            pictures = List.copyOf(pictures);
        }
    }

    /** A form's part {@code image}. */
    sealed interface Picture {
        /** The caller's name for it, null if there is none. */
        String fileName();

        long size();
    }

    /** Held in memory. */
    record InMemory(String fileName, byte[] bytes) implements Picture {
        @Override
        public long size() {
            return bytes.length;
        }
    }

    /** A file that is removed when the call ends. */
    record OnDisk(String fileName, Path file, long size) implements Picture {}

    /** Empty where the call has no body. */
    static Optional<SentBody> of(RoutingContext call) {
        return Optional.ofNullable(call.get(SentBody.class.getName()));
    }

    /** The bytes of a body that is not a form; empty if there is no body. */
    static byte[] bytes(RoutingContext call) {
        return of(call).map(body -> body instanceof Bytes raw ? raw.bytes() : null)
                .orElseGet(() -> new byte[0]);
    }

    /** The pictures of a form; empty if there is no form. */
    static List<Picture> pictures(RoutingContext call) {
        return of(call).map(body -> body instanceof Form form ? form.pictures() : null)
                .orElseGet(List::of);
    }

    default void attach(RoutingContext call) {
        call.put(SentBody.class.getName(), this);
    }
}
