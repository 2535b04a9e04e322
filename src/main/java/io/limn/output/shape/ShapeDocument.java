package io.limn.output.shape;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The shapes of a frame, or of a shot: what {@code docs/shapes.schema.json} describes, and what every other format is written from.
 *
 * @param format always {@value #FORMAT}
 * @param version of this format
 * @param width of the frame in pixels
 * @param height of the frame in pixels
 * @param tolerance how far a path may be from the contour, in pixels
 * @param shapes those of a matte one after another, pieces and holes by falling area, so that drawn in this order they give the matte
 */
@JsonPropertyOrder({"format", "version"})
public record ShapeDocument(String format, int version, int width, int height, double tolerance, List<Shape> shapes) {
    public static final String FORMAT = "limn-shapes";
    public static final int VERSION = 1;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    public ShapeDocument {
        shapes = shapes == null ? List.of() : List.copyOf(shapes); // what is read may lack them
    }

    public ShapeDocument(int width, int height, double tolerance, List<Shape> shapes) {
        this(FORMAT, VERSION, width, height, tolerance, shapes);
    }

    /** The first key's frame of all shapes; 1 where there is none. */
    public int first() {
        return shapes.stream()
                .flatMap(shape -> shape.keys().stream())
                .mapToInt(Shape.Key::frame)
                .min()
                .orElse(1);
    }

    /** The last key's frame of all shapes; 1 where there is none. */
    public int last() {
        return shapes.stream()
                .flatMap(shape -> shape.keys().stream())
                .mapToInt(Shape.Key::frame)
                .max()
                .orElse(1);
    }

    /** As JSON in ASCII, a shape's vertices on one line. */
    public byte[] json() {
        return text().getBytes(StandardCharsets.US_ASCII);
    }

    String text() {
        try {
            DefaultPrettyPrinter lines = new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withoutSpacesInObjectEntries();
            return MAPPER.writer(lines).writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("shapes are plain data and always have a JSON form", e);
        }
    }

    /**
     * @throws IllegalArgumentException where these bytes are no such document, with a sentence that says why
     */
    public static ShapeDocument read(byte[] json) {
        ShapeDocument read;
        try (JsonParser parser = MAPPER.createParser(json)) {
            read = parser.readValueAs(ShapeDocument.class);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("it is not JSON of shapes", e);
        }
        if (read == null || !FORMAT.equals(read.format())) {
            throw new IllegalArgumentException("it is not JSON of shapes: it lacks \"format\": \"" + FORMAT + "\"");
        }
        if (read.version() != VERSION) {
            throw new IllegalArgumentException(
                    "its version is " + read.version() + "; this program reads version " + VERSION);
        }
        ShapeCheck.check(read);
        return read;
    }
}
