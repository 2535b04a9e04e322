package io.limn.fuzz;

import java.util.List;

/**
 * A reader of foreign bytes.
 *
 * @param name of the target, and of the folder of its inputs
 * @param seeds valid inputs that mutations start from
 * @param reader throws only where the reader breaks a promise: refusals are caught in it
 */
public record FuzzTarget(String name, Seeds seeds, Reader reader) {
    /** Made when they are asked for. */
    public interface Seeds {
        List<byte[]> all() throws Exception;
    }

    /** Reads anything. */
    public interface Reader {
        void read(byte[] bytes) throws Exception;
    }

    /** @throws AssertionError where the sentence of a refusal says nothing, or hides a fault of the reader */
    public static void check(Throwable refusal) {
        String sentence = refusal.getMessage();
        if (sentence == null || sentence.isBlank()) {
            throw new AssertionError("a refusal without a sentence: " + sentence, refusal);
        }
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof NullPointerException) {
                throw new AssertionError("a refusal for a fault of the reader: " + sentence, refusal);
            }
        }
    }
}
