package io.limn.store;

import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Announces every object created in one bucket, once it can be read. */
final class AnnouncingBlobStore extends ForwardingBlobStore {
    private static final Logger LOG = Logger.getLogger(AnnouncingBlobStore.class);
    /** The server's own files for multipart uploads in progress. */
    private static final List<String> NOTES = List.of(".s3proxy-mpu-stub-", ".mpus-");

    private final String bucket;
    private final Consumer<ObjectInfo> created;

    /** @param created called on the server's thread before the client has its answer; must not block */
    AnnouncingBlobStore(BlobStore store, String bucket, Consumer<ObjectInfo> created) {
        super(store);
        this.bucket = bucket;
        this.created = created;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        PutObjectResponse answer = super.putBlob(request, payload);
        announce(request.bucket(), request.key());
        return answer;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        CopyObjectResponse answer = super.copyBlob(request);
        announce(request.destinationBucket(), request.destinationKey());
        return answer;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadResponse answer = super.completeMultipartUpload(upload, request);
        announce(upload.containerName(), upload.blobName());
        return answer;
    }

    /** Announces an object that was created another way, if it exists. */
    void announce(String container, String key) {
        if (!container.equals(bucket) || NOTES.stream().anyMatch(key::startsWith)) {
            return;
        }
        try {
            created.accept(described(container, key));
        } catch (RuntimeException e) {
            // The object is safe even if the announcement fails; catch-up finds it.
            LOG.warnf(e, "Could not announce upload '%s'; the next catch-up will find it", key);
        }
    }

    private ObjectInfo described(String container, String key) {
        HeadObjectResponse head = delegate()
                .blobMetadata(
                        HeadObjectRequest.builder().bucket(container).key(key).build());
        Map<String, String> metadata = new HashMap<>();
        head.metadata().forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), value));
        return new ObjectInfo(
                new ObjectVersion(container, key, head.eTag(), null, head.contentLength()),
                head.lastModified(),
                metadata);
    }
}
