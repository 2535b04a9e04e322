package io.limn.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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
 * their time, and some bodies break off in the middle.
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

    /** How many of 100 requests go wrong in some way; and how many did. */
    public static final class Faults {
        private final Random random = new Random(5);
        private final AtomicInteger happened = new AtomicInteger();
        private volatile int percent;

        public void percent(int share) {
            percent = share;
        }

        public int happened() {
            return happened.get();
        }

        private Fault next() {
            int draw;
            synchronized (random) {
                draw = random.nextInt(100);
            }
            if (draw >= percent) {
                return Fault.NONE;
            }
            happened.incrementAndGet();
            Fault[] kinds = {Fault.REFUSED, Fault.DONE_BUT_REFUSED, Fault.SLOW, Fault.CUT};
            return kinds[draw % kinds.length];
        }
    }

    private enum Fault {
        NONE,
        REFUSED,
        DONE_BUT_REFUSED,
        SLOW,
        CUT
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

        private <T> T through(Request<T> request) {
            return through(faults.next(), request);
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
            return fault == Fault.CUT
                    ? new ResponseInputStream<>(
                            body.response(), AbortableInputStream.create(new Cut(body), body::abort))
                    : body;
        }

        @Override
        public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
            return through(() -> super.blobMetadata(request));
        }

        @Override
        public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
            Fault fault = faults.next();
            return through(fault, () -> super.putBlob(request, fault == Fault.CUT ? new Cut(payload) : payload));
        }

        @Override
        public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
            return through(() -> super.removeBlob(request));
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
