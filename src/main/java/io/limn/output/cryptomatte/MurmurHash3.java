package io.limn.output.cryptomatte;

/** MurmurHash3_x86_32 (Austin Appleby, public domain), seed 0: the hash of Cryptomatte's names. */
final class MurmurHash3 {
    private static final int C1 = 0xCC9E2D51;
    private static final int C2 = 0x1B873593;

    private MurmurHash3() {}

    static int hash32(byte[] bytes) {
        int hash = 0;
        int whole = bytes.length & ~3;
        for (int at = 0; at < whole; at += 4) {
            hash ^= mixed(word(bytes, at, 4));
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xE6546B64;
        }
        hash ^= mixed(word(bytes, whole, bytes.length - whole));
        hash ^= bytes.length;
        hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
        hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
        return hash ^ hash >>> 16;
    }

    /** Little-endian; 0 for no bytes, which changes no hash. */
    private static int word(byte[] bytes, int at, int count) {
        int word = 0;
        for (int i = 0; i < count; i++) {
            word |= (bytes[at + i] & 0xFF) << 8 * i;
        }
        return word;
    }

    private static int mixed(int word) {
        return Integer.rotateLeft(word * C1, 15) * C2;
    }
}
