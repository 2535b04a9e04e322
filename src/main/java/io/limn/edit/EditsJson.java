package io.limn.edit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.limn.problem.JsonFault;
import io.limn.problem.StrictJson;
import io.limn.result.Sha256;
import java.io.IOException;

/** Edits as JSON. Reading is strict: unknown or repeated members and wrong types are refused. */
public final class EditsJson {
    /** The largest that is read, in bytes. */
    public static final int MOST_BYTES = 8 << 20;

    private static final int DEPTH = 16;

    private static final JsonMapper MAPPER = StrictJson.of(JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature())
            .build());

    private EditsJson() {}

    /** @throws EditsRefusedException if these bytes are not edits; their values are not checked yet, see {@link EditsCheck} */
    public static Edits read(byte[] json) {
        if (json.length > MOST_BYTES) {
            throw EditsRefusedException.tooLarge(json.length);
        }
        try {
            Edits edits = MAPPER.readValue(json, Edits.class);
            if (edits == null) {
                throw new EditsRefusedException("edits are a JSON object, not null");
            }
            return edits;
        } catch (JsonMappingException e) {
            throw new EditsRefusedException(JsonFault.of(e));
        } catch (JsonProcessingException e) {
            throw new EditsRefusedException("not valid JSON" + JsonFault.where(e));
        } catch (IOException e) {
            throw new EditsRefusedException("not valid JSON");
        }
    }

    public static byte[] write(Edits edits) {
        try {
            return MAPPER.writeValueAsBytes(edits);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("edits are plain data and always have a JSON form", e);
        }
    }

    /** SHA-256 of the edits without sender and time, in lower-case hex. */
    public static String digest(Edits edits) {
        return Sha256.of(write(edits.signed(null, null)));
    }
}
