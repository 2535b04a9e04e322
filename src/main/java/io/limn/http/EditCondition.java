package io.limn.http;

import io.limn.edit.StoredEdits;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/**
 * The preconditions of a call that changes edits, so that no caller overwrites edits that it has not seen.
 *
 * @param ifMatch the header, null where there is none
 * @param ifNoneMatch the header, null where there is none
 */
record EditCondition(String ifMatch, String ifNoneMatch) {
    static EditCondition of(HttpHeaders call) {
        return new EditCondition(
                call.getHeaderString(HttpHeaders.IF_MATCH), call.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    }

    /** Existing edits must be named in {@code If-Match}. */
    void check(Optional<StoredEdits> there) {
        boolean something = there.filter(StoredEdits::isSomething).isPresent();
        if (something && (ifMatch == null || ifNoneMatch != null)) {
            throw changed(there);
        }
        checkNamed(there);
    }

    /** If the call names edits, they must exist. */
    void checkNamed(Optional<StoredEdits> there) {
        if (ifMatch == null) {
            return;
        }
        Optional<String> tag = there.filter(StoredEdits::isSomething).map(StoredEdits::eTag);
        boolean held = ifMatch.strip().equals("*")
                ? tag.isPresent()
                : tag.isPresent() && new FileTag(tag.get()).isHeld(ifMatch);
        if (!held) {
            throw changed(there);
        }
    }

    static EditsChangedException changed(Optional<StoredEdits> there) {
        return new EditsChangedException(
                there.filter(StoredEdits::isSomething).map(StoredEdits::eTag).orElse(null));
    }
}
