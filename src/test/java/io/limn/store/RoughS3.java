package io.limn.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An S3 server on a bad day: of the requests some are refused, some are done and answered with an error all the same, some take
 * their time, some name an eTag that isn't the object's, and some bodies break off in the middle. For a while it may answer nothing, so
 * that all connections are in use.
 */
public final class RoughS3 {
    private RoughS3() {}

    /** A server whose share of faulty requests can be set. */
    public record Server(EmbeddedS3 s3, Faults faults) implements AutoCloseable {
        @Override
        public void close() {
            s3.close();
        }
    }

    private static final String WRONG_ETAG = "\"0123456789abcdef0123456789abcdef\"";
    private static final List<Fault> KINDS =
            List.of(Fault.REFUSED, Fault.DONE_BUT_REFUSED, Fault.SLOW, Fault.CUT, Fault.WRONG_ETAG);

    /** How many of 100 requests go wrong in some way; and how many did. */
    public static final class Faults {
        private final Random random = new Random(5);
        private final Map<Fault, AtomicInteger> happened = new EnumMap<>(Fault.class);
        private volatile int percent;
        private volatile long stalledUntil = System.nanoTime();

        private Faults() {
            for (Fault fault : Fault.values()) {
                happened.put(fault, new AtomicInteger());
            }
        }

        public void percent(int share) {
            percent = share;
        }

        /** No request is answered for so long. */
        public void stall(Duration time) {
            stalledUntil = System.nanoTime() + time.toNanos();
        }

        public int happened() {
            return happened.values().stream().mapToInt(AtomicInteger::get).sum();
        }

        /** How many requests of each kind went wrong, for people. */
        public String kinds() {
            return happened.entrySet().stream()
                    .filter(kind -> kind.getValue().get() > 0)
                    .map(kind -> kind.getValue() + " " + kind.getKey().words)
                    .collect(Collectors.joining(", "));
        }

        private Fault next() {
            long stalled = stalledUntil - System.nanoTime();
            if (stalled > 0) {
                happened.get(Fault.STALLED).incrementAndGet();
                LockSupport.parkNanos(stalled);
            }
            int draw;
            Fault kind;
            synchronized (random) {
                draw = random.nextInt(100);
                kind = KINDS.get(random.nextInt(KINDS.size()));
            }
            if (draw >= percent) {
                return Fault.NONE;
            }
            happened.get(kind).incrementAndGet();
            return kind;
        }
    }

    private enum Fault {
        NONE("none"),
        REFUSED("refused"),
        DONE_BUT_REFUSED("done and refused"),
        SLOW("slow"),
        CUT("cut"),
        WRONG_ETAG("with a wrong eTag"),
        STALLED("stalled");

        private final String words;

        Fault(String words) {
            this.words = words;
        }
    }

    public static Server start(Path directory) {
        Faults faults = new Faults();
        return new Server(
                EmbeddedS3.start(StoreConfigs.embedded(directory), inner -> new Rough(inner, faults)), faults);
    }

    private static final class Rough extends ForwardingBlobStore {
        private final Faults faults;

        Rough(BlobStore store, Faults faults) {
            super(store);
            this.faults = faults;
        }

        private interface Request<T> {
            T run();
        }

        private <T> T through(Fault fault, Request<T> request) {
            switch (fault) {
                case REFUSED -> throw unavailable();
                case SLOW -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                default -> {}
            }
            T answer = request.run();
            if (fault == Fault.DONE_BUT_REFUSED) {
                throw unavailable();
            }
            return answer;
        }

        @Override
        public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
            Fault fault = faults.next();
            ResponseInputStream<GetObjectResponse> body = through(fault, () -> super.getBlob(request));
            return switch (fault) {
                case CUT ->
                    new ResponseInputStream<>(body.response(), AbortableInputStream.create(new Cut(body), body::abort));
                case WRONG_ETAG ->
                    new ResponseInputStream<>(
                            body.response().toBuilder().eTag(WRONG_ETAG).build(),
                            AbortableInputStream.create(body, body::abort));
                default -> body;
            };
        }

        @Override
        public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
            Fault fault = faults.next();
            HeadObjectResponse answer = through(fault, () -> super.blobMetadata(request));
            return fault == Fault.WRONG_ETAG && answer != null
                    ? answer.toBuilder().eTag(WRONG_ETAG).build()
                    : answer;
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
            Fault fault = faults.next();
            PutObjectResponse answer =
                    through(fault, () -> super.putBlob(request, fault == Fault.CUT ? new Cut(payload) : payload));
            return fault == Fault.WRONG_ETAG
                    ? answer.toBuilder().eTag(WRONG_ETAG).build()
                    : answer;
        }

        @Override
        public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
            return through(faults.next(), () -> super.removeBlob(request));
        }

        private static S3Exception unavailable() {
            return (S3Exception) S3Exception.builder()
                    .statusCode(503)
                    .message("SlowDown")
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("SlowDown")
                            .errorMessage("a fault of the test's")
                            .sdkHttpResponse(
                                    SdkHttpResponse.builder().statusCode(503).build())
                            .build())
                    .build();
        }
    }

    /** Breaks off after the first bytes. */
    private static final class Cut extends FilterInputStream {
        private int left = 20;

        Cut(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            if (left-- <= 0) {
                throw new IOException("the connection broke off, as the test wants it");
            }
            return super.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (left <= 0) {
                throw new IOException("the connection broke off, as the test wants it");
            }
            int count = super.read(into, from, Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }
}
