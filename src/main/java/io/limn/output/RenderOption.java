package io.limn.output;

/**
 * The options of outputs, by the name that all doors use: a query parameter, {@code x-amz-meta-limn-NAME}, and {@code --NAME} on the
 * command line. Their values are {@link RenderOptions}.
 */
public enum RenderOption {
    PALETTE("palette", Type.TEXT, "The colours: model, voc, or a palette of the configuration", "voc"),
    OPACITY("opacity", Type.NUMBER, "How strongly the colours cover the frame in the overlay, 0 to 1", "0.5"),
    QUALITY("quality", Type.INTEGER, "JPEG quality of the overlay, 1 to 100", "90"),
    PARTS(
            "parts",
            Type.TEXT,
            "Which mattes, cutouts or shapes, with commas between: person, person-1, a group, a label, or person-1/left-arm;"
                    + " what the frame has where none is named",
            "left-arm,person-1/hair"),
    ALPHA("alpha", Type.TEXT, "The cutout's colours: straight, or premultiplied by its alpha", "straight"),
    PEOPLE("people", Type.INTEGER, "How many persons an EXR or Cryptomatte has room for, 1 to 16", "4"),
    PLATE(
            "plate",
            Type.TEXT,
            "What R, G, B, A of an EXR are: no for the matte of all people, yes for the plate in its own colour space",
            "yes"),
    TOLERANCE(
            "tolerance",
            Type.NUMBER,
            "How far a shape's path may be from its matte's edge, in pixels, 0.1 to 20; 1 where none is given",
            "0.5"),
    FORMATS(
            "formats",
            Type.TEXT,
            "Files of shapes besides their JSON, with commas between: svg, ae (After Effects), nuke, fxs (Silhouette),"
                    + " blender",
            "svg,ae"),
    DETAIL(
            "detail",
            Type.TEXT,
            "What the network sees: frame, persons for another pass over each person's surroundings, or auto for that where most"
                    + " people are small; at most 13 passes in all; limn.model.detail if not given",
            "persons");

    /** What an option's value is made of. */
    public enum Type {
        TEXT,
        NUMBER,
        INTEGER
    }

    private final String word;
    private final Type type;
    private final String about;
    private final String example;

    RenderOption(String word, Type type, String about, String example) {
        this.word = word;
        this.type = type;
        this.about = about;
        this.example = example;
    }

    /** The name in queries, metadata and on the command line. */
    public String word() {
        return word;
    }

    public Type type() {
        return type;
    }

    /** What it does, in one line. */
    public String about() {
        return about;
    }

    public String example() {
        return example;
    }
}
