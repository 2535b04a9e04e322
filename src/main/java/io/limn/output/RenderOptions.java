package io.limn.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.limn.output.shape.ShapeFormat;
import io.limn.parsing.Detail;
import java.util.List;
import java.util.Objects;

/**
 * How outputs are drawn; a part of a result's identity.
 *
 * @param palette {@code model}, {@code voc} or the name of a configured palette
 * @param opacity of the colours over the frame, 0..1
 * @param jpegQuality of the overlay, 1..100
 * @param parts names of the mattes, cutouts and shapes asked for; empty for what the frame has
 * @param premultiplied whether the cutout's colours are multiplied by its alpha
 * @param people how many persons an EXR or Cryptomatte has room for, 1..16; 0 where nothing was asked, see {@link #persons()}
 * @param plate whether an EXR has the plate's own pixels
 * @param tolerance of shapes in pixels, 0.1..20; null for 1
 * @param formats of shapes besides their JSON, by {@link ShapeFormat#word()}
 * @param detail what the network sees; null for {@code limn.model.detail}
 */
public record RenderOptions(
        String palette,
        double opacity,
        int jpegQuality,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> parts,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean premultiplied,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int people,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean plate,
        @JsonInclude(JsonInclude.Include.NON_NULL) Double tolerance,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> formats,
        @JsonInclude(JsonInclude.Include.NON_NULL) Detail detail) {
    /** How many persons an EXR may have room for. */
    public static final int MOST_PEOPLE = 16;

    private static final int PEOPLE = 4;

    public static final RenderOptions DEFAULT = new RenderOptions("model", 0.6, 90);

    private static final double TOLERANCE = 1;
    private static final double LEAST_TOLERANCE = 0.1;
    private static final double MOST_TOLERANCE = 20;

    /** Shapes as JSON alone, within a pixel. */
    public RenderOptions(
            String palette,
            double opacity,
            int jpegQuality,
            List<String> parts,
            boolean premultiplied,
            int people,
            boolean plate) {
        this(palette, opacity, jpegQuality, parts, premultiplied, people, plate, null, List.of(), null);
    }

    /** What the frame has, straight. */
    public RenderOptions(String palette, double opacity, int jpegQuality) {
        this(palette, opacity, jpegQuality, List.of(), false);
    }

    /** With nothing asked of EXR files. */
    public RenderOptions(String palette, double opacity, int jpegQuality, List<String> parts, boolean premultiplied) {
        this(palette, opacity, jpegQuality, parts, premultiplied, 0, false);
    }

    public RenderOptions {
        Objects.requireNonNull(palette, "palette");
        parts = parts == null ? List.of() : List.copyOf(parts); // older manifests have none
        formats = formats == null ? List.of() : List.copyOf(formats);
        if (tolerance != null && !isTolerance(tolerance)) {
            throw new IllegalArgumentException("tolerance must be 0.1..20, not " + tolerance);
        }
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("opacity must be 0..1, not " + opacity);
        }
        if (jpegQuality < 1 || jpegQuality > 100) {
            throw new IllegalArgumentException("jpegQuality must be 1..100, not " + jpegQuality);
        }
        if (people < 0 || people > MOST_PEOPLE) {
            throw new IllegalArgumentException("people must be 0.." + MOST_PEOPLE + ", not " + people);
        }
    }

    /** The same in another detail. */
    public RenderOptions with(Detail other) {
        return new RenderOptions(
                palette, opacity, jpegQuality, parts, premultiplied, people, plate, tolerance, formats, other);
    }

    /** How many persons an EXR or Cryptomatte has room for. */
    public int persons() {
        return people == 0 ? PEOPLE : people;
    }

    /** Whether shapes can have this tolerance, in pixels. */
    public static boolean isTolerance(double pixels) {
        return pixels >= LEAST_TOLERANCE && pixels <= MOST_TOLERANCE;
    }

    /** The tolerance of shapes in pixels. */
    double toleranceOfShapes() {
        return tolerance == null ? TOLERANCE : tolerance;
    }

    /** The formats of shapes. */
    List<ShapeFormat> formatsOfShapes() {
        return formats.stream()
                .map(word -> ShapeFormat.byWord(word)
                        .orElseThrow(() -> new IllegalArgumentException("there is no format of shapes '" + word + "'")))
                .toList();
    }
}
