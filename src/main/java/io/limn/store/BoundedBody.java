package io.limn.store;

import io.limn.store.StoreException.Kind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads a body into one array of the announced length, and rejects it as soon as it exceeds the limit. */
final class BoundedBody implements AsyncResponseTransformer<GetObjectResponse, byte[]> {
    private static final int UNANNOUNCED = 1 << 16;

    private final String name;
    private final long maxBytes;
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final Consumer<GetObjectResponse> heads;
    private long announced = -1;

    BoundedBody(String name, long maxBytes) {
        this(name, maxBytes, head -> {});
    }

    /** @param heads receives the response's headers, before the body */
    BoundedBody(String name, long maxBytes, Consumer<GetObjectResponse> heads) {
        this.heads = heads;
        this.name = name;
        this.maxBytes = Math.min(maxBytes, Integer.MAX_VALUE - 8);
    }

    @Override
    public CompletableFuture<byte[]> prepare() {
        return whole;
    }

    @Override
    public void onResponse(GetObjectResponse response) {
        heads.accept(response);
        announced = response.contentLength() == null ? -1 : response.contentLength();
    }

    @Override
    public void onStream(SdkPublisher<ByteBuffer> stream) {
        stream.subscribe(new Collector());
    }

    @Override
    public void exceptionOccurred(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    private StoreException tooLarge(long size) {
        return new StoreException(
                Kind.TOO_LARGE,
                "Could not read " + name + ": it has " + (announced < 0 ? "more than " : "") + size
                        + " bytes, and at most " + maxBytes + " are taken",
                null);
    }

    private final class Collector implements Subscriber<ByteBuffer> {
        private byte[] bytes = new byte[0];
        private int filled;
        private Subscription subscription;

        @Override
        public void onSubscribe(Subscription s) {
            subscription = s;
            if (announced > maxBytes) {
                s.cancel();
                whole.completeExceptionally(tooLarge(announced));
                return;
            }
            bytes = new byte[announced < 0 ? (int) Math.min(UNANNOUNCED, maxBytes) : (int) announced];
            // Each part is copied on arrival, so that unlimited demand holds no more than the array.
            s.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer part) {
            if (whole.isDone()) {
                return;
            }
            int more = part.remaining();
            if (more > maxBytes - filled) {
                subscription.cancel();
                whole.completeExceptionally(tooLarge(maxBytes));
                return;
            }
            if (more > bytes.length - filled) {
                bytes = Arrays.copyOf(
                        bytes, (int) Math.min(maxBytes, Math.max(2L * bytes.length, (long) filled + more)));
            }
            part.get(bytes, filled, more);
            filled += more;
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            if (announced >= 0 && filled != announced) {
                whole.completeExceptionally(new StoreException(
                        Kind.UNAVAILABLE,
                        "Could not read " + name + ": " + filled + " of " + announced + " bytes arrived",
                        null));
                return;
            }
            whole.complete(filled == bytes.length ? bytes : Arrays.copyOf(bytes, filled));
        }
    }
}
