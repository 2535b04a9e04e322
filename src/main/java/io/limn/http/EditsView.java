package io.limn.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.limn.edit.EditsJson;
import io.limn.edit.StoredEdits;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Edits that were stored.
 *
 * @param by who sent them; null without authentication
 * @param digest of what they do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "EditsStored")
public record EditsView(
        int strokes, String digest, String by, String at, @JsonProperty("eTag") String eTag, String href) {
    static EditsView of(StoredEdits edits, String href) {
        return new EditsView(
                edits.edits().strokes().size(),
                EditsJson.digest(edits.edits()),
                edits.edits().by(),
                edits.edits().at(),
                edits.eTag(),
                href);
    }
}
