package io.limn.store;

import io.limn.store.StoreException.Kind;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Reads and writes objects of an S3 store.
 *
 * <p>Keys are passed unencoded. Every failure is a {@link StoreException}. Requests are retried with growing, jittered delays while the
 * store is unavailable; every attempt and every call has a time limit. Results arrive on the client's threads, which must not be blocked.
 */
public final class ObjectStore implements AutoCloseable {
    private static final int PAGE = 1000;
    /** A body that is not read within this time is abandoned, and its connection closed. */
    private static final Duration UNTAKEN = Duration.ofSeconds(10);

    private final StoreConfig config;
    private final S3Clients clients;
    private final S3AsyncClient s3;
    private final StoreFailures failures;
    private final Executor starter;
    private final S3Access access;
    private Presigner presigner;

    /** A store as configured. */
    public ObjectStore(StoreConfig config) {
        this(config, S3Access.configured(StoreConfigCheck.checked(config)));
    }

    ObjectStore(StoreConfig config, S3Access access) {
        this(config, access, S3Clients.overHttp(access, config));
    }

    ObjectStore(StoreConfig config, S3Access access, S3Clients clients) {
        this.config = config;
        this.access = access;
        this.clients = clients;
        this.s3 = clients.objects();
        this.failures = new StoreFailures(access.name(config));
        // The default chain may ask files or the network for credentials on the thread that starts a request.
        this.starter = access.keys().isPresent() ? Runnable::run : Infrastructure.getDefaultWorkerPool();
    }

    /** The object's current state. Distinguishes a missing bucket from a missing object. */
    public Uni<ObjectInfo> head(String bucket, String key) {
        return call(
                        "check",
                        bucket,
                        key,
                        () -> s3.headObject(r -> r.bucket(bucket).key(key)))
                .map(answer -> info(bucket, key, answer))
                // A HEAD answers without a body, so that its 404 alone doesn't say which of the two is missing.
                .onFailure(ObjectStore::isMissing)
                .recoverWithUni(missing ->
                        reachable(bucket).chain(() -> Uni.createFrom().failure(missing)));
    }

    /**
     * The bytes of the object's current version.
     *
     * @param maxBytes larger objects fail as {@link Kind#TOO_LARGE}, before they are buffered
     */
    public Uni<byte[]> get(String bucket, String key, long maxBytes) {
        return getIfUnchanged(ObjectVersion.current(bucket, key), maxBytes);
    }

    /**
     * As {@link #get}, on condition that the current version still has this eTag; else it fails as {@link Kind#CHANGED}. Without an
     * eTag there is no condition.
     */
    public Uni<byte[]> getIfUnchanged(ObjectVersion version, long maxBytes) {
        String bucket = version.bucket();
        String key = version.key();
        String quoted = version.hasETag() ? '"' + version.eTag() + '"' : null;
        return call(
                "read",
                bucket,
                key,
                () -> s3.getObject(
                        r -> r.bucket(bucket).key(key).ifMatch(quoted),
                        new BoundedBody(StoreFailures.named(bucket, key), maxBytes)));
    }

    /** As {@link #get}, with the eTag of the version that was read. */
    public Uni<WholeObject> read(String bucket, String key, long maxBytes) {
        AtomicReference<GetObjectResponse> head = new AtomicReference<>();
        return call(
                        "read",
                        bucket,
                        key,
                        () -> s3.getObject(
                                r -> r.bucket(bucket).key(key),
                                new BoundedBody(StoreFailures.named(bucket, key), maxBytes, head::set)))
                .map(bytes -> new WholeObject(
                        new ObjectVersion(
                                bucket, key, head.get().eTag(), head.get().versionId(), bytes.length),
                        bytes));
    }

    /**
     * Replaces one version of an object; fails with {@link Kind#CHANGED} if the current version is another.
     *
     * @param eTag of that version
     * @return the eTag of the new one
     */
    public Uni<String> replace(String bucket, String key, String eTag, byte[] bytes, String contentType) {
        return write(
                bucket,
                key,
                r -> r.contentType(contentType)
                        .contentMD5(Md5.of(bytes))
                        .ifMatch('"' + eTag + '"')
                        .metadata(Map.of(ObjectInfo.MARK, ObjectInfo.OUTPUT)),
                () -> AsyncRequestBody.fromBytesUnsafe(bytes));
    }

    /** Writes an object with Limn's marker in its metadata. Emits its eTag once the store has it durably. */
    public Uni<String> put(String bucket, String key, byte[] bytes, String contentType, Map<String, String> metadata) {
        Map<String, String> marked = new TreeMap<>(metadata);
        marked.put(ObjectInfo.MARK, ObjectInfo.OUTPUT);
        return upload(bucket, key, bytes, contentType, marked);
    }

    /** Writes an object without Limn's marker: a frame for the uploads bucket. */
    public Uni<String> upload(
            String bucket, String key, byte[] bytes, String contentType, Map<String, String> metadata) {
        return write(
                bucket,
                key,
                r -> r.contentType(contentType).contentMD5(Md5.of(bytes)).metadata(metadata),
                () -> AsyncRequestBody.fromBytesUnsafe(bytes));
    }

    /** As {@link #upload(String, String, byte[], String, Map)}, from a file, which must not change meanwhile and is never wholly in memory. */
    public Uni<String> upload(String bucket, String key, Path file, String contentType, Map<String, String> metadata) {
        return Uni.createFrom()
                .item(() -> Md5.of(file))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .flatMap(md5 -> write(
                        bucket,
                        key,
                        r -> r.contentType(contentType).contentMD5(md5).metadata(metadata),
                        () -> AsyncRequestBody.fromFile(file)));
    }

    /** Writes an object only if the key is free; otherwise fails with {@link Kind#CHANGED}. */
    public Uni<Void> create(String bucket, String key, byte[] bytes, String contentType) {
        return write(
                        bucket,
                        key,
                        r -> r.contentType(contentType)
                                .contentMD5(Md5.of(bytes))
                                .ifNoneMatch("*")
                                .metadata(Map.of(ObjectInfo.MARK, ObjectInfo.OUTPUT)),
                        () -> AsyncRequestBody.fromBytesUnsafe(bytes))
                // An attempt whose response was lost may have written it.
                .onFailure(f -> f instanceof StoreException s && s.kind() == Kind.CHANGED)
                .recoverWithUni(there -> get(bucket, key, bytes.length)
                        .onFailure()
                        .transform(other -> there)
                        .flatMap(now -> Arrays.equals(now, bytes)
                                ? Uni.createFrom().item(key)
                                : Uni.createFrom().failure(there)))
                .replaceWithVoid();
    }

    /** An object whose bytes are streamed on demand; the caller must subscribe to them at once, or cancel. */
    public Uni<StoredBody> open(String bucket, String key) {
        return open(bucket, key, null);
    }

    /**
     * As {@link #open(String, String)}, of a part of the object.
     *
     * @param first byte, from 0
     * @param last byte, inclusive
     */
    public Uni<StoredBody> open(String bucket, String key, long first, long last) {
        return open(bucket, key, "bytes=" + first + "-" + last);
    }

    private Uni<StoredBody> open(String bucket, String key, String range) {
        return call("read", bucket, key, () -> clients.streams()
                        .getObject(
                                r -> r.bucket(bucket).key(key).range(range),
                                AsyncResponseTransformer.<GetObjectResponse>toPublisher(UNTAKEN)))
                .map(answer -> new StoredBody(
                        answer.response().contentLength(),
                        answer.response().contentType(),
                        Multi.createFrom()
                                .publisher(AdaptersToFlow.publisher(answer))
                                .map(StoredBody::bytes)
                                .onFailure()
                                .transform(f -> failures.of(f, "read", bucket, key))));
    }

    private Uni<String> write(
            String bucket, String key, Consumer<PutObjectRequest.Builder> how, Supplier<AsyncRequestBody> body) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(bucket).key(key);
        how.accept(request);
        PutObjectRequest put = request.build();
        return call("write", bucket, key, () -> s3.putObject(put, body.get()))
                .map(answer -> ObjectVersion.unquoted(answer.eTag()));
    }

    /** The objects whose keys begin with the prefix, in the store's order; a page is requested when the previous one is used up. */
    public Multi<ObjectInfo> list(String bucket, String prefix) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new String[1], token -> page(bucket, prefix, token[0])
                        .invoke(p -> token[0] = p.nextContinuationToken()))
                .whilst(p -> Boolean.TRUE.equals(p.isTruncated()) && p.nextContinuationToken() != null)
                .onItem()
                .transformToIterable(p -> infos(bucket, p));
    }

    /** Deletes an object; succeeds too if there is none. */
    public Uni<Void> delete(String bucket, String key) {
        return call(
                        "delete",
                        bucket,
                        key,
                        () -> s3.deleteObject(r -> r.bucket(bucket).key(key)))
                .replaceWithVoid();
    }

    /** Completes when the bucket exists and can be accessed. */
    public Uni<Void> reachable(String bucket) {
        return call("reach", bucket, null, () -> s3.headBucket(r -> r.bucket(bucket)))
                .onFailure(ObjectStore::isMissing)
                .transform(f -> new StoreException(
                        Kind.BUCKET_MISSING, "There is no bucket '" + bucket + "'; create it or name another", f))
                .replaceWithVoid();
    }

    /**
     * A presigned URL to write one object.
     *
     * @param contentType and {@code size} are part of the signature: another type or length is refused by the store
     */
    public Uni<SignedCall> signedPut(String bucket, String key, String contentType, long size, Duration validity) {
        return signed(signer -> signer.put(bucket, key, contentType, size, validity));
    }

    /** A presigned URL to read one object. */
    public Uni<SignedCall> signedGet(String bucket, String key, Duration validity) {
        return signed(signer -> signer.get(bucket, key, validity));
    }

    private Uni<SignedCall> signed(Function<Presigner, SignedCall> call) {
        return Uni.createFrom().item(() -> call.apply(presigner())).runSubscriptionOn(starter);
    }

    private synchronized Presigner presigner() {
        if (presigner == null) {
            presigner = access.presigner(config);
        }
        return presigner;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (presigner != null) {
                presigner.close();
            }
        }
        clients.close().run();
    }

    private Uni<ListObjectsV2Response> page(String bucket, String prefix, String token) {
        return call(
                "list",
                bucket,
                null,
                () -> s3.listObjectsV2(r -> r.bucket(bucket)
                        .prefix(prefix == null || prefix.isEmpty() ? null : prefix)
                        .maxKeys(PAGE)
                        // Without URL encoding, one key that XML can't carry would break the whole listing. The client
                        // decodes.
                        .encodingType(EncodingType.URL)
                        .continuationToken(token)));
    }

    private <T> Uni<T> call(String doing, String bucket, String key, Supplier<CompletableFuture<T>> attempt) {
        Uni<T> once = Uni.createFrom()
                .completionStage(attempt)
                .ifNoItem()
                .after(config.attemptTimeout())
                .failWith(() -> failures.late(doing, bucket, key, config.attemptTimeout()))
                .onFailure()
                .transform(f -> failures.of(f, doing, bucket, key));
        Uni<T> call = config.retries() == 0
                ? once
                : once.onFailure(ObjectStore::mayHelp)
                        .retry()
                        .withBackOff(config.retryDelay(), config.retryMaxDelay())
                        .withJitter(0.5)
                        .atMost(config.retries());
        return call.ifNoItem()
                .after(config.callTimeout())
                .failWith(() -> failures.late(doing, bucket, key, config.callTimeout()))
                .runSubscriptionOn(starter);
    }

    private static boolean mayHelp(Throwable failure) {
        return failure instanceof StoreException store && store.kind().retryable();
    }

    private static boolean isMissing(Throwable failure) {
        return failure instanceof StoreException store && store.kind() == Kind.NOT_FOUND;
    }

    private static ObjectInfo info(String bucket, String key, HeadObjectResponse head) {
        Map<String, String> metadata = new HashMap<>();
        head.metadata().forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), value));
        long size = head.contentLength() == null ? -1 : head.contentLength();
        return new ObjectInfo(
                new ObjectVersion(bucket, key, head.eTag(), head.versionId(), size), head.lastModified(), metadata);
    }

    private static List<ObjectInfo> infos(String bucket, ListObjectsV2Response page) {
        return page.contents().stream()
                .map(o -> new ObjectInfo(
                        new ObjectVersion(bucket, o.key(), o.eTag(), null, o.size()), o.lastModified(), Map.of()))
                .toList();
    }
}
