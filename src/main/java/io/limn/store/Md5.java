package io.limn.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A body's MD5 in Base64, as in {@code Content-MD5}. */
final class Md5 {
    private static final int PART = 1 << 16;

    private Md5() {}

    static String of(byte[] bytes) {
        return Base64.getEncoder().encodeToString(digest().digest(bytes));
    }

    /** Reads the file; blocks for as long as that takes. */
    static String of(Path file) {
        MessageDigest digest = digest();
        byte[] part = new byte[PART];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                digest.update(part, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5, which S3 needs", e);
        }
    }
}
