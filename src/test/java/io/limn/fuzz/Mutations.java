package io.limn.fuzz;

import java.util.Arrays;
import java.util.Random;

/** Small damages: bytes changed, cut off, repeated, taken out, made extreme. */
final class Mutations {
    private static final byte[] EXTREME = {0, 1, 127, -128, -1};

    private Mutations() {}

    static byte[] of(byte[] input, Random random) {
        byte[] bytes = input.clone();
        for (int i = 1 + random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            int length = 1 + random.nextInt(Math.min(16, bytes.length - at));
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> Arrays.fill(bytes, at, at + length, EXTREME[random.nextInt(EXTREME.length)]);
                case 3 -> bytes = Arrays.copyOf(bytes, at);
                case 4 -> bytes = spliced(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
                default -> bytes = spliced(bytes, at, new byte[0], at + length);
            }
        }
        return bytes;
    }

    /** The bytes before {@code from}, the middle, the bytes from {@code on} on. */
    private static byte[] spliced(byte[] bytes, int from, byte[] middle, int on) {
        byte[] all = new byte[from + middle.length + bytes.length - on];
        System.arraycopy(bytes, 0, all, 0, from);
        System.arraycopy(middle, 0, all, from, middle.length);
        System.arraycopy(bytes, on, all, from + middle.length, bytes.length - on);
        return all;
    }
}
