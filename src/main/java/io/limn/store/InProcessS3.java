package io.limn.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
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
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.utils.async.InputStreamSubscriber;

/**
 * The operations of S3 that {@link ObjectStore} uses, on the embedded server's objects, called directly: neither HTTP nor signatures, which
 * took more processor time than the objects themselves. Answers and errors are the same as the server's. Futures complete on this client's
 * threads.
 */
final class InProcessS3 implements S3AsyncClient {
    private final BlobStore objects;
    private final DiskThreads threads = new DiskThreads();
    /** Held from the check of an eTag to the end of the put that depends on it. */
    private final Object conditionalPut = new Object();

    InProcessS3(BlobStore objects) {
        this.objects = objects;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public CompletableFuture<HeadBucketResponse> headBucket(HeadBucketRequest request) {
        return threads.call(() -> objects.headBucket(request));
    }

    @Override
    public CompletableFuture<HeadObjectResponse> headObject(HeadObjectRequest request) {
        return threads.call(() -> {
            HeadObjectResponse head = objects.blobMetadata(request);
            return head.toBuilder().lastModified(seconds(head.lastModified())).build();
        });
    }

    @Override
    public <T> CompletableFuture<T> getObject(
            GetObjectRequest request, AsyncResponseTransformer<GetObjectResponse, T> body) {
        CompletableFuture<T> answer = body.prepare();
        threads.run(
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
        return threads.call(() -> {
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
        return threads.call(() -> objects.removeBlob(request));
    }

    @Override
    public CompletableFuture<ListObjectsV2Response> listObjectsV2(ListObjectsV2Request request) {
        return threads.call(() -> {
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
        threads.close();
    }

    /** In whole seconds as over HTTP, so that an object has the same time for every client. */
    private static Instant seconds(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
    }
}
