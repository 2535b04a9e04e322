package io.limn.batch;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.limn.frame.plate.ReadOptions;
import io.limn.output.RenderOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * A job as it was sent, the object {@code job.json}: written once, when all its pictures are durable, and never changed. The job exists as
 * long as this object does; deleting it cancels the job.
 *
 * @param outputs that are drawn, by name
 * @param reading how pictures are read; older records have none
 * @param owner the only caller who may see it; null if it has no owner
 */
public record JobRecord(
        String id,
        Instant created,
        List<String> outputs,
        RenderOptions options,
        ReadOptions reading,
        List<Frame> frames,
        String owner) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public JobRecord {
        if (outputs == null || frames == null) {
            throw new IllegalArgumentException("a job's record needs 'outputs' and 'frames'");
        }
        outputs = List.copyOf(outputs);
        reading = reading == null ? ReadOptions.DEFAULT : reading;
        frames = List.copyOf(frames);
    }

    /**
     * A picture.
     *
     * @param name as it was sent
     * @param key in the uploads bucket
     */
    public record Frame(int number, String name, String key, @JsonProperty("eTag") String eTag, long size) {}

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (IOException e) {
            throw new UncheckedIOException("a record is plain data and always has a JSON form", e);
        }
    }

    static JobRecord read(byte[] json) {
        try {
            return JSON.readValue(json, JobRecord.class);
        } catch (IOException e) {
            throw new UncheckedIOException("a job's record can't be read", e);
        }
    }
}
