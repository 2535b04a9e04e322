package io.limn.label;

/**
 * One class of a label layer.
 *
 * @param id 0..255, the value in a label map; 0 is background
 * @param name lower case with hyphens, e.g. {@code left-arm}; left is the person's own left
 * @param rgb 0xRRGGBB, the model's default colour
 */
public record Label(int id, String name, int rgb) {
    public Label {
        if (id < 0 || id > 255) {
            throw new IllegalArgumentException("label id of '" + name + "' must be 0..255, not " + id);
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("label " + id + " has no name");
        }
        if ((rgb & 0xFF000000) != 0) {
            throw new IllegalArgumentException("colour of '" + name + "' must be 0xRRGGBB");
        }
    }
}
