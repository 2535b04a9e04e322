package io.limn.store;

import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Answers requests that a test picks with an error of its choice, so many times, and does the rest. */
public final class FaultyBlobStore extends ForwardingBlobStore {
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile BiPredicate<String, String> picked = (operation, key) -> false;
    private volatile int status;
    private volatile String code;

    public FaultyBlobStore(BlobStore store) {
        super(store);
    }

    /** @param picked by operation ({@code get}, {@code put}, {@code head}, {@code list}) and key */
    public void fail(int times, int status, String code, BiPredicate<String, String> picked) {
        this.status = status;
        this.code = code;
        this.picked = picked;
        this.answered.set(0);
        this.left.set(times);
    }

    /** How many requests were answered with the error. */
    public int answered() {
        return answered.get();
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        check("get", request.key());
        return super.getBlob(request);
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        check("head", request.key());
        return super.blobMetadata(request);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        check("put", request.key());
        return super.putBlob(request, payload);
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        check("list", "");
        return super.list(request);
    }

    private void check(String operation, String key) {
        if (picked.test(operation, key) && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            answered.incrementAndGet();
            throw S3Exception.builder()
                    .statusCode(status)
                    .message(code)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode(code)
                            .errorMessage("a fault of the test's")
                            .sdkHttpResponse(software.amazon.awssdk.http.SdkHttpResponse.builder()
                                    .statusCode(status)
                                    .build())
                            .build())
                    .build();
        }
    }
}
