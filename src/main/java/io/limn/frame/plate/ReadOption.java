package io.limn.frame.plate;

/**
 * The options of reading a frame, by the name that all doors use: a query parameter, {@code x-amz-meta-limn-NAME}, and {@code --NAME} on
 * the command line. Their values are {@link ReadOptions}.
 */
public enum ReadOption {
    COLOUR(
            "colour",
            false,
            "Colour space of the frame's values, instead of limn.frame.colour: auto (as the file says), srgb, linear, acescg, logc3, …",
            "logc3"),
    EXPOSURE("exposure", true, "Stops by which the network's view of the frame is brightened, -20 to 20", "1.5"),
    LAYER("layer", false, "The layer of an OpenEXR frame; the one most like a picture where none is named", "beauty");

    private final String word;
    private final boolean number;
    private final String about;
    private final String example;

    ReadOption(String word, boolean number, String about, String example) {
        this.word = word;
        this.number = number;
        this.about = about;
        this.example = example;
    }

    /** The name in queries, metadata and on the command line. */
    public String word() {
        return word;
    }

    /** Whether its value is a number. */
    public boolean number() {
        return number;
    }

    /** What it does, in one line. */
    public String about() {
        return about;
    }

    public String example() {
        return example;
    }
}
