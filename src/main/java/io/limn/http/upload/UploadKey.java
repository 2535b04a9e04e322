package io.limn.http.upload;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keys of presigned uploads: {@code PREFIX/DATE/RANDOM/NAME}. The random part, 128 bits, keeps uploads apart whatever they are
 * called, and its owner alone knows it: who has the key may ask what became of the upload.
 */
final class UploadKey {
    static final String PREFIX = "uploads";
    private static final Pattern PREFIXES =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}(/[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}){0,3}");
    private static final Pattern ISSUED =
            Pattern.compile(PREFIXES.pattern() + "/\\d{4}-\\d\\d-\\d\\d/[0-9a-f]{32}/[^/]+");
    private static final SecureRandom RANDOM = new SecureRandom();

    private UploadKey() {}

    /**
     * Not of the jobs' folder: what lies there is the jobs' own.
     *
     * @param jobs that folder, with its slash at the end
     */
    static boolean isPrefix(String prefix, String jobs) {
        return PREFIXES.matcher(prefix).matches() && !(prefix + "/").startsWith(jobs);
    }

    /** @param name a bare file name */
    static String next(String prefix, LocalDate date, String name) {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return prefix + "/" + date + "/" + HexFormat.of().formatHex(random) + "/" + name;
    }

    /** Whether such a key may have been given out. */
    static boolean isIssued(String key) {
        return ISSUED.matcher(key).matches();
    }

    /** As a part of an address. */
    static String encoded(String key) {
        return Arrays.stream(key.split("/"))
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
