package io.limn.http.guard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The API keys, stored only as hashes. A key is random and long, so a fast hash is as safe as a slow one. */
final class ApiKeys {
    private final Map<String, byte[]> hashes = new TreeMap<>();

    /** @param hexByName SHA-256 in hex by the owner's name */
    ApiKeys(Map<String, String> hexByName) {
        hexByName.forEach((name, hex) -> hashes.put(name, HexFormat.of().parseHex(hex)));
    }

    boolean isEmpty() {
        return hashes.isEmpty();
    }

    /** The owner of a key. Takes constant time: all hashes are always compared. */
    Optional<String> owner(String presented) {
        byte[] hash = sha256(presented);
        String owner = null;
        for (Map.Entry<String, byte[]> known : hashes.entrySet()) {
            if (MessageDigest.isEqual(known.getValue(), hash)) {
                owner = known.getKey();
            }
        }
        return Optional.ofNullable(owner);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
