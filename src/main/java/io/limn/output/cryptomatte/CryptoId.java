package io.limn.output.cryptomatte;

import java.nio.charset.StandardCharsets;

/**
 * A name and its id, by the Cryptomatte specification 1.2.0.
 *
 * @param bits of the id as a float32: the name's hash, changed where it would be infinite, NaN or subnormal
 */
public record CryptoId(String name, int bits) {
    private static final int EXPONENT = 0xFF;
    private static final int EXPONENT_SHIFT = 23;

    /** @param name hashed as UTF-8 */
    public static CryptoId of(String name) {
        int hash = MurmurHash3.hash32(name.getBytes(StandardCharsets.UTF_8));
        int exponent = hash >>> EXPONENT_SHIFT & EXPONENT;
        return new CryptoId(name, exponent == 0 || exponent == EXPONENT ? hash ^ 1 << EXPONENT_SHIFT : hash);
    }

    /** What pixels hold. */
    public float value() {
        return Float.intBitsToFloat(bits);
    }

    /** What manifests hold: eight hexadecimal digits. */
    public String hex() {
        return String.format("%08x", bits);
    }
}
