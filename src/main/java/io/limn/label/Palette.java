package io.limn.label;

/**
 * A colour for each of the 256 ids that a map of bytes can hold.
 *
 * @param name as configured, or {@code model} or {@code voc}
 * @param rgb 256 colours as 0xRRGGBB, index = id; owned by the palette and never written to after construction
 */
public record Palette(String name, int[] rgb) {
    /** Entries of every palette. */
    public static final int SIZE = 256;

    public Palette {
        if (rgb.length != SIZE) {
            throw new IllegalArgumentException("palette '" + name + "' needs " + SIZE + " colours, not " + rgb.length);
        }
    }

    /**
     * The colours that PASCAL VOC gives its classes: bit 3k of the id is bit 7-k of red, bit 3k+1 of green, bit 3k+2 of blue.
     */
    public static Palette voc() {
        int[] rgb = new int[SIZE];
        for (int id = 0; id < SIZE; id++) {
            for (int bit = 0; bit < 8; bit++) {
                int channel = bit % 3; // red, green, blue in turn
                int place = 7 - bit / 3;
                rgb[id] |= (id >> bit & 1) << place + 8 * (2 - channel);
            }
        }
        return new Palette("voc", rgb);
    }

    /** The colours that a model's package gives its labels; black beyond them. */
    public static Palette of(LabelSet labels) {
        int[] rgb = new int[SIZE];
        labels.labels().forEach(label -> rgb[label.id()] = label.rgb());
        return new Palette("model", rgb);
    }
}
