package io.limn.job;

import io.limn.frame.header.FrameRejectedException;
import io.limn.request.Source;
import io.limn.result.Manifest.SourceInfo;
import io.limn.result.Sha256;
import io.limn.store.ObjectStore;
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

    /** What identifies bytes that are here; computes for as long as a hash takes. */
    static SourceInfo hash(Source.Inline inline) {
        return new SourceInfo(null, inline.name(), null, null, inline.bytes().length, Sha256.of(inline.bytes()));
    }

    /**
     * What identifies an object; looked up where its event had no eTag. Fails with {@link SupersededException} where it is gone.
     */
    Uni<SourceInfo> identify(Source.Stored stored) {
        if (stored.eTag() != null && !stored.eTag().isBlank()) {
            return Uni.createFrom()
                    .item(new SourceInfo(
                            stored.bucket(), stored.key(), stored.eTag(), stored.versionId(), stored.size(), null));
        }
        return store.get()
                .head(stored.bucket(), stored.key())
                .map(now -> new SourceInfo(now.bucket(), now.key(), now.eTag(), now.versionId(), now.size(), null))
                .onFailure(SourceReader::overtaken)
                .transform(SupersededException::new);
    }

    /**
     * The bytes of what was identified: the current version on condition that it still has the eTag, so that an event
     * for an older version costs no work.
     */
    Uni<byte[]> read(Source source, SourceInfo info) {
        if (source instanceof Source.Inline inline) {
            return Uni.createFrom().item(inline.bytes());
        }
        return store.get()
                .get(info.bucket(), info.key(), info.eTag(), null, maxBytes)
                .onFailure(SourceReader::overtaken)
                .transform(SupersededException::new)
                .onFailure(failure -> kind(failure) == Kind.TOO_LARGE)
                .transform(failure -> new FrameRejectedException(
                        FrameRejectedException.Reason.TOO_MANY_BYTES, failure.getMessage(), failure));
    }

    /** Fails with {@link SupersededException} where the object is another by now, or gone. Inline bytes never change. */
    Uni<Void> stillCurrent(Source source, SourceInfo info) {
        if (source instanceof Source.Inline) {
            return Uni.createFrom().voidItem();
        }
        return store.get()
                .head(info.bucket(), info.key())
                .onFailure(SourceReader::overtaken)
                .transform(SupersededException::new)
                .invoke(now -> {
                    if (!info.eTag().equals(now.eTag())) {
                        throw new SupersededException(null);
                    }
                })
                .replaceWithVoid();
    }

    private static boolean overtaken(Throwable failure) {
        return kind(failure) == Kind.CHANGED || kind(failure) == Kind.NOT_FOUND;
    }

    private static Kind kind(Throwable failure) {
        return failure instanceof StoreException store ? store.kind() : null;
    }
}
