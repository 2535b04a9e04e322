package io.limn.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Makes files that other programs put into a bucket's folder proper objects: their eTag changes when they do, they are listed only once
 * they are complete, and no reader gets a mixture of two versions. See {@link FileStamp}.
 */
final class PlainFilesBlobStore extends ForwardingBlobStore {
    private static final int ATTEMPTS = 5;

    private final Path root;
    private final Duration settle;

    /** @param root the folder whose folders are the buckets of {@code files} */
    PlainFilesBlobStore(BlobStore files, Path root, Duration settle) {
        super(files);
        this.root = root;
        this.settle = settle;
    }

    @Override
    public ListBucketsResponse list() {
        ListBucketsResponse all = super.list();
        return all.toBuilder()
                .buckets(all.buckets().stream()
                        .filter(b -> !b.name().startsWith(".") && Files.isDirectory(root.resolve(b.name())))
                        .toList())
                .build();
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        ListObjectsV2Response page = super.list(request);
        Instant now = Instant.now();
        return page.toBuilder()
                .contents(page.contents().stream()
                        .flatMap(object -> listed(request.bucket(), object, now))
                        .toList())
                .build();
    }

    private Stream<S3Object> listed(String bucket, S3Object object, Instant now) {
        if (object.key().endsWith("/")) {
            return Stream.of(object);
        }
        Path file;
        FileStamp stamp;
        try {
            file = file(bucket, object.key());
            stamp = stamp(file);
        } catch (UncheckedIOException | InvalidPathException unreadable) {
            // One unreadable file must not break the listing of the others.
            return Stream.empty();
        }
        if (stamp == null || stamp.isHidden(file.getFileName().toString(), now, settle)) {
            return Stream.empty();
        }
        return Stream.of(
                stamp.isPlain()
                        ? object.toBuilder()
                                .eTag(stamp.eTag())
                                .size(stamp.size())
                                .build()
                        : object);
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        requireFile(request.bucket(), request.key());
        FileStamp stamp = stamp(file(request.bucket(), request.key()));
        HeadObjectResponse head = super.blobMetadata(request);
        return stamp == null || !stamp.isPlain()
                ? head
                : head.toBuilder().eTag(stamp.eTag()).metadata(Map.of()).build();
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        requireFile(request.bucket(), request.key());
        Path file = file(request.bucket(), request.key());
        for (int attempt = 1; ; attempt++) {
            FileStamp before = stamp(file);
            if (before == null || !before.isPlain()) {
                ResponseInputStream<GetObjectResponse> answer = super.getBlob(request);
                if (Objects.equals(before, stamp(file)) || attempt == ATTEMPTS) {
                    return answer;
                }
                answer.abort();
            } else {
                refuseUnless(request, before.eTag());
                ResponseInputStream<GetObjectResponse> answer = super.getBlob(
                        request.toBuilder().ifMatch(null).ifNoneMatch(null).build());
                if (before.equals(stamp(file)) || attempt == ATTEMPTS) {
                    return plain(answer, file, before);
                }
                answer.abort();
            }
        }
    }

    private static void refuseUnless(GetObjectRequest request, String eTag) {
        String wanted = ObjectVersion.unquoted(request.ifMatch());
        if (wanted != null && !wanted.equals("*") && !wanted.equals(eTag)) {
            throw S3Exceptions.preconditionFailed(null);
        }
        String unwanted = ObjectVersion.unquoted(request.ifNoneMatch());
        if (unwanted != null && (unwanted.equals("*") || unwanted.equals(eTag))) {
            throw S3Exceptions.fromStatusCode(304);
        }
    }

    private static ResponseInputStream<GetObjectResponse> plain(
            ResponseInputStream<GetObjectResponse> answer, Path file, FileStamp stamp) {
        GetObjectResponse described = answer.response().toBuilder()
                .eTag(stamp.eTag())
                .metadata(Map.of())
                .build();
        return SdkResponses.getResponse(
                described, new UnchangedFileStream(answer, described.contentLength(), file, stamp));
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
        PutObjectResponse answer = super.putBlob(request, payload);
        String plain = stamped(request.bucket(), request.key());
        return plain == null ? answer : answer.toBuilder().eTag(plain).build();
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        CopyObjectResponse answer = super.copyBlob(request);
        String plain = stamped(request.destinationBucket(), request.destinationKey());
        return plain == null
                ? answer
                : answer.toBuilder()
                        .copyObjectResult(answer.copyObjectResult().toBuilder()
                                .eTag(plain)
                                .build())
                        .build();
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadResponse answer = super.completeMultipartUpload(upload, request);
        String plain = stamped(upload.containerName(), upload.blobName());
        return plain == null ? answer : answer.toBuilder().eTag(plain).build();
    }

    /** @return the eTag that replaces the server's if the file system has no extended attributes, else null */
    private String stamped(String bucket, String key) {
        if (key.endsWith("/")) {
            return null;
        }
        Path file = file(bucket, key);
        try {
            FileStamp.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FileStamp stamp = stamp(file);
        return stamp == null ? null : stamp.eTag();
    }

    private Path file(String bucket, String key) {
        return root.resolve(bucket).resolve(key.equals("/") ? "" : key);
    }

    /** Opening a pipe that nobody writes to would wait forever. */
    private void requireFile(String bucket, String key) {
        Path file = file(bucket, key);
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw S3Exceptions.noSuchKey(bucket, key, "What has this name is a pipe or a device, not a file.");
        }
    }

    private static FileStamp stamp(Path file) {
        try {
            return FileStamp.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
