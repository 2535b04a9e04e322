package io.limn.output.zlib;

/** Adler-32 (RFC 1950) of bytes and, in closed form, of runs of them. For one thread. */
public final class Adler {
    private static final int MODULUS = 65_521;
    /** So many bytes don't overflow the sums. */
    private static final int LONGEST = 1 << 24;

    private long sum = 1;
    private long sumOfSums;

    public void clear() {
        sum = 1;
        sumOfSums = 0;
    }

    /** @param value 0..255 */
    public void add(int value) {
        sum += value;
        sum -= sum >= MODULUS ? MODULUS : 0;
        sumOfSums += sum;
        sumOfSums -= sumOfSums >= MODULUS ? MODULUS : 0;
    }

    public void add(byte[] bytes, int from, int to) {
        for (int start = from; start < to; start += LONGEST) {
            int end = Math.min(to, start + LONGEST);
            long a = sum;
            long b = sumOfSums;
            for (int i = start; i < end; i++) {
                a += bytes[i] & 0xFF;
                b += a;
            }
            sum = a % MODULUS;
            sumOfSums = b % MODULUS;
        }
    }

    /** The same byte {@code count} times. */
    public void run(int value, long count) {
        long n = count % (2L * MODULUS);
        sumOfSums = (sumOfSums + n * sum + n * (n + 1) / 2 % MODULUS * value) % MODULUS;
        sum = (sum + n * value) % MODULUS;
    }

    /** Two bytes, {@code count} times after each other. */
    public void pairs(int first, int second, long count) {
        long n = count % MODULUS;
        int both = first + second;
        sumOfSums = (sumOfSums + 2 * n * sum + n * (n - 1) % MODULUS * both + n * (first + both)) % MODULUS;
        sum = (sum + n * both) % MODULUS;
    }

    /**
     * The checksum of two sequences of bytes, one after the other.
     *
     * @param first the checksum of the first sequence
     * @param second that of the second
     * @param secondLength of the second, in bytes
     */
    public static int joined(int first, int second, long secondLength) {
        long before = (first & 0xFFFF) + MODULUS - 1; // without the 1 that each begins with
        long sum = (before + (second & 0xFFFF)) % MODULUS;
        long sums = ((first >>> 16) + (second >>> 16) + secondLength % MODULUS * before) % MODULUS;
        return (int) (sums << 16 | sum);
    }

    public int value() {
        return (int) (sumOfSums << 16 | sum);
    }
}
