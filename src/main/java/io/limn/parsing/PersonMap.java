package io.limn.parsing;

/**
 * Which person each pixel belongs to.
 *
 * @param ids {@code height*width} unsigned bytes, row-major; 0 is no person, n is {@link Person#id()}
 */
public record PersonMap(int width, int height, byte[] ids) {
    public PersonMap {
        if (ids.length != Math.multiplyExact(width, height)) {
            throw new IllegalArgumentException(width + "x" + height + " ids expected, got " + ids.length);
        }
    }
}
