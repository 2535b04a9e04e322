package io.limn.store;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.utils.async.InputStreamSubscriber;

/**
 * The operations of S3 that {@link ObjectStore} uses, on the embedded server's objects, called directly: neither HTTP nor signatures, which
 * took more processor time than the objects themselves. Answers and errors are the same as the server's. Futures complete on this client's
 * threads.
 */
final class InProcessS3 implements S3AsyncClient {
    /** They wait for the disk; more would wait for the same disk. */
    private static final int THREADS = 16;

    private static final int IDLE_SECONDS = 20;

    private final BlobStore objects;
    private final ExecutorService threads;
    /** Held from the check of an eTag to the end of the put that depends on it. */
    private final Object conditionalPut = new Object();

    InProcessS3(BlobStore objects) {
        this.objects = objects;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("limn-store", true));
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public CompletableFuture<HeadBucketResponse> headBucket(HeadBucketRequest request) {
        return call(() -> objects.headBucket(request));
    }

    @Override
    public CompletableFuture<HeadObjectResponse> headObject(HeadObjectRequest request) {
        return call(() -> {
            HeadObjectResponse head = objects.blobMetadata(request);
            return head.toBuilder().lastModified(seconds(head.lastModified())).build();
        });
    }

    @Override
    public <T> CompletableFuture<T> getObject(
            GetObjectRequest request, AsyncResponseTransformer<GetObjectResponse, T> body) {
        CompletableFuture<T> answer = body.prepare();
        run(
                () -> {
                    if (answer.isDone()) {
                        return; // cancelled while it waited for a thread
                    }
                    ResponseInputStream<GetObjectResponse> object = objects.getBlob(request);
                    body.onResponse(object.response());
                    body.onStream(new StreamedParts(object, object.response().contentLength(), threads));
                },
                body::exceptionOccurred);
        return answer;
    }

    @Override
    public CompletableFuture<PutObjectResponse> putObject(PutObjectRequest request, AsyncRequestBody body) {
        return call(() -> {
            if (request.ifMatch() == null) {
                return put(request, body);
            }
            synchronized (conditionalPut) {
                HeadObjectResponse now = objects.blobMetadata(HeadObjectRequest.builder()
                        .bucket(request.bucket())
                        .key(request.key())
                        .build());
                if (!ObjectVersion.unquoted(request.ifMatch()).equals(ObjectVersion.unquoted(now.eTag()))) {
                    throw S3Exceptions.preconditionFailed(null);
                }
                return put(request.toBuilder().ifMatch(null).build(), body);
            }
        });
    }

    private PutObjectResponse put(PutObjectRequest request, AsyncRequestBody body) {
        InputStreamSubscriber bytes = new InputStreamSubscriber();
        body.subscribe(bytes);
        try (bytes) {
            return objects.putBlob(
                    request.toBuilder()
                            .contentLength(body.contentLength().orElse(null))
                            .build(),
                    bytes);
        }
    }

    @Override
    public CompletableFuture<DeleteObjectResponse> deleteObject(DeleteObjectRequest request) {
        return call(() -> objects.removeBlob(request));
    }

    @Override
    public CompletableFuture<ListObjectsV2Response> listObjectsV2(ListObjectsV2Request request) {
        return call(() -> {
            ListObjectsV2Response page =
                    objects.list(request.toBuilder().encodingType((String) null).build());
            List<S3Object> found = page.contents().stream()
                    .map(object -> object.toBuilder()
                            .lastModified(seconds(object.lastModified()))
                            .build())
                    .toList();
            return page.toBuilder()
                    .contents(found)
                    .isTruncated(page.nextContinuationToken() != null)
                    .build();
        });
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    private <T> CompletableFuture<T> call(Supplier<T> operation) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        run(
                () -> {
                    if (!answer.isDone()) {
                        answer.complete(operation.get());
                    }
                },
                answer::completeExceptionally);
        return answer;
    }

    private void run(Runnable operation, Consumer<Throwable> failed) {
        try {
            threads.execute(() -> {
                try {
                    operation.run();
                } catch (Throwable failure) {
                    failed.accept(answered(failure));
                }
            });
        } catch (RuntimeException closed) {
            failed.accept(closed);
        }
    }

    /** What isn't an answer of S3, such as a full disk, is one with status 500, as from the server. */
    private static Throwable answered(Throwable failure) {
        if (failure instanceof AwsServiceException || failure instanceof Error) {
            return failure;
        }
        return S3Exception.builder()
                .statusCode(500)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("InternalError")
                        .errorMessage(failure.toString())
                        .build())
                .message(failure.toString())
                .cause(failure)
                .build();
    }

    /** As HTTP states times, so that an object has one time whoever asks. */
    private static Instant seconds(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }
}
