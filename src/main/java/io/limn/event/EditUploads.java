package io.limn.event;

import io.limn.edit.EditStore;
import io.limn.edit.Edits;
import io.limn.edit.EditsCheck;
import io.limn.edit.EditsJson;
import io.limn.edit.EditsRefusedException;
import io.limn.edit.StoredEdits;
import io.limn.store.ObjectInfo;
import io.limn.store.ObjectStore;
import io.limn.store.StoreException;
import io.smallrye.mutiny.Uni;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Edits uploaded as objects: {@code FOLDER/edits/plate.0001.jpg.json} has those of {@code FOLDER/plate.0001.jpg}. They are checked and
 * stored beside that frame's result, unless newer ones exist there.
 */
final class EditUploads {
    private static final Pattern KEY = Pattern.compile("((?:.*/)?)edits/([^/]+)\\.json");

    private final ObjectStore store;
    private final EditRefusals refusals;
    private final EditStore edits;

    /** @param results the bucket */
    EditUploads(ObjectStore store, String results) {
        this.store = store;
        this.refusals = new EditRefusals(store, results);
        this.edits = new EditStore(store, results);
    }

    /** The frame that an upload has edits for; empty if the upload is not edits. */
    static Optional<String> frame(String key) {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches() ? Optional.of(matcher.group(1) + matcher.group(2)) : Optional.empty();
    }

    /** @return whether the frame is to be drawn again; if edits are refused, an object beside the result says why */
    Uni<Boolean> take(ObjectInfo upload, String frame) {
        return store.read(upload.bucket(), upload.key(), EditsJson.MOST_BYTES)
                .flatMap(object -> take(upload, frame, object.bytes()))
                .onFailure(EditUploads::isTooLarge)
                .recoverWithUni(large -> refusals.write(frame, EditsRefusedException.tooLarge(upload.size())))
                .onFailure(EditsRefusedException.class)
                .recoverWithUni(refused -> refusals.write(frame, (EditsRefusedException) refused));
    }

    private Uni<Boolean> take(ObjectInfo upload, String frame, byte[] json) {
        Edits sent = EditsJson.read(json)
                .signed(
                        "upload " + upload.key(),
                        upload.lastModified().truncatedTo(ChronoUnit.SECONDS).toString());
        EditsCheck.check(sent);
        return edits.fit(frame).flatMap(fit -> {
            fit.ifPresent(found -> EditsCheck.check(sent, found));
            return edits.find(frame).flatMap(there -> store(upload, frame, sent, there));
        });
    }

    private Uni<Boolean> store(ObjectInfo upload, String frame, Edits sent, Optional<StoredEdits> there) {
        if (there.isPresent() && isNewer(there.get().edits(), upload)) {
            return Uni.createFrom().item(false);
        }
        boolean same = there.isPresent()
                && EditsJson.digest(sent).equals(EditsJson.digest(there.get().edits()));
        Uni<Void> stored = same
                ? Uni.createFrom().voidItem()
                : edits.put(frame, sent, there).replaceWithVoid();
        return stored.chain(() -> refusals.clear(frame)).replaceWith(true);
    }

    /** Edits that were stored over HTTP after this upload are kept. */
    private static boolean isNewer(Edits there, ObjectInfo upload) {
        try {
            return there.at() != null && Instant.parse(there.at()).isAfter(upload.lastModified());
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    private static boolean isTooLarge(Throwable failure) {
        return failure instanceof StoreException large && large.kind() == StoreException.Kind.TOO_LARGE;
    }
}
