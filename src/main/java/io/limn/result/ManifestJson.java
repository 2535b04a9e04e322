package io.limn.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** The manifest as a file: indented JSON in UTF-8, members in the order of the records, line feeds only. */
public final class ManifestJson {
    public static final String MEDIA_TYPE = "application/json";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(Manifest.class);
    private static final ObjectWriter WRITER = MAPPER.writer(indented());

    private ManifestJson() {}

    /** Two spaces a level and line feeds only, on every system. */
    static DefaultPrettyPrinter indented() {
        return new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    }

    public static byte[] write(Manifest manifest) {
        try {
            return WRITER.writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest is plain data and always has a JSON form", e);
        }
    }

    /** Empty where these bytes are not a manifest: the frame is then parsed again. */
    public static Optional<Manifest> read(byte[] json) {
        try {
            Manifest manifest = READER.readValue(json);
            return Optional.ofNullable(manifest).filter(ManifestJson::isWhole);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** A rejected frame has no files, but a file always has a key and an output. */
    private static boolean isWhole(Manifest read) {
        return read.source() != null
                && read.model() != null
                && (read.files() == null
                        || read.files().stream()
                                .allMatch(file -> file != null && file.key() != null && file.output() != null));
    }
}
