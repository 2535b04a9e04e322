package io.limn.http.upload;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keys of presigned uploads: {@code PREFIX/DATE/RANDOM/NAME}. The random part, 96 bits, makes keys unique whatever the file's name; 32
 * bits after it verify that a caller is the one the key was issued to, without naming the caller.
 */
final class UploadKey {
    static final String PREFIX = "uploads";
    private static final Pattern PREFIXES =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}){0,3}");
    private static final Pattern ISSUED =
            Pattern.compile(PREFIXES.pattern() + "/\\d{4}-\\d\\d-\\d\\d/[0-9a-f]{32}/[^/]+");
    private static final int RANDOM_BYTES = 12;
    private static final int MARK_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private UploadKey() {}

    /**
     * Whether the prefix is valid. It must not be in the jobs' folder, compared without case because some file systems ignore case.
     *
     * @param jobs that folder, with its slash at the end
     */
    static boolean isPrefix(String prefix, String jobs) {
        return PREFIXES.matcher(prefix).matches() && !(prefix + "/").regionMatches(true, 0, jobs, 0, jobs.length());
    }

    /**
     * @param name a bare file name
     * @param owner the caller; null without authentication
     */
    static String next(String prefix, LocalDate date, String name, String owner) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        String hex = HexFormat.of().formatHex(random);
        return prefix + "/" + date + "/" + hex + mark(hex, owner) + "/" + name;
    }

    /** Whether an issued key was made for this caller. */
    static boolean isOf(String key, String owner) {
        String[] parts = key.split("/");
        String unique = parts[parts.length - 2];
        String hex = unique.substring(0, 2 * RANDOM_BYTES);
        return unique.substring(2 * RANDOM_BYTES).equals(mark(hex, owner));
    }

    private static String mark(String hex, String owner) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((hex + (owner == null ? "" : owner)).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Whether the key has the form of an issued one. */
    static boolean isIssued(String key) {
        return ISSUED.matcher(key).matches();
    }

    /** The key, percent-encoded as a part of an address. */
    static String encoded(String key) {
        return Arrays.stream(key.split("/"))
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
