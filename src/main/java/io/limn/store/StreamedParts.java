package io.limn.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.SdkPublisher;

/**
 * The bytes of a stream in parts of at most 64 KB, for one subscriber. A part is read when it is asked for, on one of the given threads, so
 * that a slow reader holds none of them. The stream is closed at its end, after a failure, and when the subscriber cancels.
 */
final class StreamedParts implements SdkPublisher<ByteBuffer> {
    private static final int PART = 1 << 16;

    private final InputStream in;
    private final long length;
    private final Executor threads;

    StreamedParts(InputStream in, long length, Executor threads) {
        this.in = in;
        this.length = length;
        this.threads = threads;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Reading(subscriber));
    }

    private final class Reading implements Subscription, Runnable {
        private final Subscriber<? super ByteBuffer> subscriber;
        /** Parts asked for and not delivered. Whoever raises it from 0 starts a run, which ends when it is 0 again; after the end it stays above. */
        private final AtomicLong wanted = new AtomicLong();

        private volatile boolean cancelled;
        private long left = length;

        Reading(Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long parts) {
            if (wanted.getAndUpdate(now -> now + parts < 0 ? Long.MAX_VALUE : now + parts) == 0) {
                threads.execute(this);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            request(1);
        }

        @Override
        public void run() {
            try {
                do {
                    if (cancelled) {
                        in.close();
                        return;
                    }
                    if (left > 0) {
                        subscriber.onNext(ByteBuffer.wrap(next()));
                    }
                    if (left == 0) {
                        in.close();
                        if (!cancelled) {
                            subscriber.onComplete();
                        }
                        return;
                    }
                } while (wanted.decrementAndGet() > 0);
            } catch (IOException | RuntimeException failure) {
                fail(failure);
            }
        }

        private byte[] next() throws IOException {
            byte[] part = new byte[(int) Math.min(PART, left)];
            int read = in.readNBytes(part, 0, part.length);
            if (read < part.length) {
                throw new EOFException("it ended " + (left - read) + " bytes early");
            }
            left -= read;
            return part;
        }

        private void fail(Exception failure) {
            try {
                in.close();
            } catch (IOException also) {
                failure.addSuppressed(also);
            }
            subscriber.onError(failure);
        }
    }
}
