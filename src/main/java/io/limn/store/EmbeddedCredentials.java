package io.limn.store;

import io.limn.store.S3Access.AccessKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;

/**
 * The embedded server's own credentials: generated once and stored beside the buckets, readable by the owner only, in the AWS
 * file format.
 */
final class EmbeddedCredentials {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private EmbeddedCredentials() {}

    /** The file; {@code AWS_SHARED_CREDENTIALS_FILE} may name it. */
    static Path file(Path directory) {
        return directory.resolve("credentials");
    }

    static AccessKeys of(StoreConfig config) throws IOException {
        if (config.accessKey().isPresent()) {
            return new AccessKeys(config.accessKey().get(), config.secretKey().orElseThrow());
        }
        Path file = file(config.directory());
        if (!Files.exists(file)) {
            write(file, new AccessKeys("LIMN" + random(16).toUpperCase(Locale.ROOT), random(40)));
        }
        return read(file);
    }

    private static AccessKeys read(Path file) throws IOException {
        String id = null;
        String secret = null;
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("=", 2);
            switch (parts[0].strip()) {
                case "aws_access_key_id" -> id = parts[1].strip();
                case "aws_secret_access_key" -> secret = parts[1].strip();
                default -> {}
            }
        }
        if (id == null || secret == null || id.isEmpty() || secret.isEmpty()) {
            throw new IllegalStateException(
                    file + " has no aws_access_key_id and aws_secret_access_key; delete it, and Limn writes a new one");
        }
        return new AccessKeys(id, secret);
    }

    private static void write(Path file, AccessKeys keys) throws IOException {
        Path whole = Files.createTempFile(file.getParent(), ".credentials", ".new");
        try {
            if (Files.getFileStore(whole).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rw-------"));
            }
            Files.write(
                    whole,
                    List.of(
                            "# Made by Limn for its embedded S3 server.",
                            "[default]",
                            "aws_access_key_id = " + keys.id(),
                            "aws_secret_access_key = " + keys.secret()),
                    StandardCharsets.US_ASCII);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            // Another process was first; its credentials are read.
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static String random(int length) {
        return new SecureRandom()
                .ints(length, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString();
    }
}
