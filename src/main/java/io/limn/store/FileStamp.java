package io.limn.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Tells whether the server or another program wrote a file. The server's eTag is in an extended attribute, which remains when another
 * program overwrites the file. So each file that the server writes is stamped with its time and size; one whose stamp is missing or doesn't
 * match is a plain file, whose eTag is made from its time and size.
 *
 * @param eTag of a plain file, else null: then the server's own is valid
 */
record FileStamp(String eTag, long mtimeNanos, long size) {
    private static final String ATTRIBUTE = "limn-stamp";
    private static final Pattern UNFINISHED_PUT =
            Pattern.compile(".+-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** How browsers and copying tools name a file until it is complete. */
    private static final Pattern UNFINISHED_COPY =
            Pattern.compile(".+\\.(part|partial|filepart|crdownload|download|tmp)", Pattern.CASE_INSENSITIVE);

    /** @return null if there is no such file */
    static FileStamp of(Path file) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) {
            if (Files.notExists(file)) {
                return null;
            }
            throw e;
        }
        if (!attributes.isRegularFile()) {
            return null;
        }
        long mtime = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        String now = text(mtime, attributes.size());
        return new FileStamp(now.equals(read(file)) ? null : now, mtime, attributes.size());
    }

    /** Stamps the file in its present state as the server's. Without effect if the file system has no extended attributes. */
    static void write(Path file) throws IOException {
        FileStamp stamp = of(file);
        if (stamp != null && stamp.isPlain()) {
            try {
                UserDefinedFileAttributeView view = view(file);
                if (view != null) {
                    view.write(ATTRIBUTE, StandardCharsets.US_ASCII.encode(stamp.eTag()));
                }
            } catch (IOException | UnsupportedOperationException e) {
                if (Files.exists(file) && supported(file)) {
                    throw e instanceof IOException io ? io : new IOException(e);
                }
            }
        }
    }

    /** Whether the file system supports extended attributes. */
    static boolean supported(Path directory) {
        try {
            return Files.getFileStore(directory).supportsFileAttributeView(UserDefinedFileAttributeView.class);
        } catch (IOException e) {
            return false;
        }
    }

    boolean isPlain() {
        return eTag != null;
    }

    /**
     * Whether the file has the same bytes as when the other stamp was read. A put moves a complete file into place and stamps it
     * afterwards, so that the eTag may change while time and size don't.
     *
     * @param other null if the file is gone
     */
    boolean isOfSameFile(FileStamp other) {
        return other != null && mtimeNanos == other.mtimeNanos && size == other.size;
    }

    /**
     * Whether a plain file is not (yet) an object: hidden, still being written, or left by an interrupted put. Copying tools and editors
     * begin names of unfinished files with a dot, or end them with {@code .part} and the like.
     */
    boolean isHidden(String fileName, Instant now, Duration settle) {
        if (!isPlain()) {
            return false;
        }
        return isSettling(now, settle)
                || fileName.startsWith(".")
                || UNFINISHED_COPY.matcher(fileName).matches()
                || UNFINISHED_PUT.matcher(fileName).matches();
    }

    /** Whether it was written to so recently that more may follow. A time in the future was set on purpose, as copying tools do. */
    boolean isSettling(Instant now, Duration settle) {
        Duration age = Duration.between(Instant.ofEpochSecond(0, mtimeNanos), now);
        return !age.isNegative() && age.compareTo(settle) < 0;
    }

    private static String text(long mtimeNanos, long size) {
        return Long.toHexString(mtimeNanos) + "-" + Long.toHexString(size);
    }

    private static String read(Path file) {
        try {
            UserDefinedFileAttributeView view = view(file);
            if (view == null || !view.list().contains(ATTRIBUTE)) {
                return null;
            }
            ByteBuffer value = ByteBuffer.allocate(view.size(ATTRIBUTE));
            view.read(ATTRIBUTE, value);
            return new String(value.array(), StandardCharsets.US_ASCII);
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    private static UserDefinedFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    }
}
