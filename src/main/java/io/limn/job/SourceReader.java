package io.limn.job;

import io.limn.frame.header.FrameRejectedException;
import io.limn.request.Source;
import io.limn.result.Manifest.SourceInfo;
import io.limn.result.Sha256;
import io.limn.result.SupersededException;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.ObjectVersion;
import io.limn.store.StoreException;
import io.limn.store.StoreException.Kind;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Reads a frame's bytes, and checks whether a stored frame is still the same version. */
final class SourceReader {
    private final Supplier<ObjectStore> store;
    private final long maxBytes;

    /** @param store created with the first stored frame: a process that reads only files needs none */
    SourceReader(Supplier<ObjectStore> store, long maxBytes) {
        this.store = store;
        this.maxBytes = maxBytes;
    }

    /** Identifies inline bytes by their hash; runs on the calling thread. */
    static SourceInfo hash(Source.Inline inline) {
        byte[] bytes = inline.bytes();
        return SourceInfo.of(new ObjectVersion(null, inline.name(), null, null, bytes.length), Sha256.of(bytes));
    }

    /** Identifies an object; asks the store if the event had no eTag. Fails with {@link SupersededException} if it is gone. */
    Uni<SourceInfo> identify(Source.Stored stored) {
        return stored.object().hasETag()
                ? Uni.createFrom().item(SourceInfo.of(stored.object(), null))
                : head(stored.object()).map(now -> SourceInfo.of(now.version(), null));
    }

    /**
     * The bytes of the identified version. They are fetched only if the object still has its eTag, so that an event for an older version
     * costs no work.
     */
    Uni<byte[]> read(Source source, SourceInfo info) {
        if (source instanceof Source.Inline inline) {
            return Uni.createFrom().item(inline.bytes());
        }
        return store.get()
                .getIfUnchanged(info.object(), maxBytes)
                .onFailure(SourceReader::superseded)
                .transform(SupersededException::new)
                .onFailure(failure -> kind(failure) == Kind.TOO_LARGE)
                .transform(failure -> new FrameRejectedException(
                        FrameRejectedException.Reason.TOO_MANY_BYTES, failure.getMessage(), failure));
    }

    /** Fails with {@link SupersededException} if the object has changed or is gone. Inline bytes never change. */
    Uni<Void> stillCurrent(Source source, SourceInfo info) {
        if (source instanceof Source.Inline) {
            return Uni.createFrom().voidItem();
        }
        return head(info.object())
                .invoke(now -> {
                    if (!info.eTag().equals(now.eTag())) {
                        throw new SupersededException(null);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<ObjectInfo> head(ObjectVersion object) {
        return store.get()
                .head(object.bucket(), object.key())
                .onFailure(SourceReader::superseded)
                .transform(SupersededException::new);
    }

    private static boolean superseded(Throwable failure) {
        return kind(failure) == Kind.CHANGED || kind(failure) == Kind.NOT_FOUND;
    }

    private static Kind kind(Throwable failure) {
        return failure instanceof StoreException store ? store.kind() : null;
    }
}
