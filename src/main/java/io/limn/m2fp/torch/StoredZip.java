package io.limn.m2fp.torch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A zip file whose entries are stored without compression, as PyTorch writes them, so that each can be memory-mapped in place. (The JDK's
 * zip reader doesn't expose an entry's offset, so it would have to copy.) Supports ZIP64.
 */
final class StoredZip implements Closeable {
    private static final int END = 0x06054b50;
    private static final int END64 = 0x06064b50;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int LONGEST_END = 22 + 0xFFFF;
    private static final int MOST_DIRECTORY = 64 << 20;

    private record Entry(int flags, int method, long crc, long packed, long size, long header) {}

    private final Path file;
    private final FileChannel channel;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    StoredZip(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            readDirectory();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            channel.close();
            throw new CheckpointException(file + " is a damaged zip: its directory ends too early", e);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    Set<String> names() {
        return entries.keySet();
    }

    /** The bytes of an entry, mapped and checked against the zip's checksum; little-endian. At most 2 GB. */
    ByteBuffer map(String name) throws IOException {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new CheckpointException(file + " has no entry '" + name + "'");
        }
        if ((entry.flags() & 1) != 0) {
            throw bad(name, "is encrypted");
        }
        if (entry.method() != 0 || entry.packed() != entry.size()) {
            throw bad(name, "is compressed; PyTorch stores its entries as they are");
        }
        if (entry.size() < 0 || entry.size() > Integer.MAX_VALUE) {
            throw bad(name, "is larger than 2 GB");
        }
        ByteBuffer local = read(entry.header(), 30, name);
        if (local.getInt(0) != LOCAL) {
            throw bad(name, "is not where the directory says");
        }
        long start = entry.header() + 30 + (local.getShort(26) & 0xFFFF) + (local.getShort(28) & 0xFFFF);
        if (start + entry.size() > channel.size()) {
            throw bad(name, "runs past the end of the file");
        }
        ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, start, entry.size());
        CRC32 crc = new CRC32();
        crc.update(bytes.duplicate());
        if (crc.getValue() != entry.crc()) {
            throw bad(name, "is damaged: its checksum differs from the directory's");
        }
        return bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    private CheckpointException bad(String name, String what) {
        return new CheckpointException("entry '" + name + "' of " + file + " " + what);
    }

    private void readDirectory() throws IOException {
        long length = channel.size();
        int tail = (int) Math.min(length, LONGEST_END);
        ByteBuffer end = read(length - tail, tail, "end");
        int at = tail - 22;
        while (at >= 0 && end.getInt(at) != END) {
            at--;
        }
        if (at < 0) {
            throw new CheckpointException(file + " is not a PyTorch zip checkpoint"
                    + (length > 2 && read(0, 1, "start").get(0) == (byte) 0x80
                            ? ": it has the format from before PyTorch 1.6; save it again with a newer torch.save"
                            : " (or the end of the file is missing)"));
        }
        long size = end.getInt(at + 12) & 0xFFFFFFFFL;
        long start = end.getInt(at + 16) & 0xFFFFFFFFL;
        if (at >= 20 && end.getInt(at - 20) == LOCATOR64) {
            ByteBuffer end64 = read(end.getLong(at - 12), 56, "directory");
            if (end64.getInt(0) != END64) {
                throw new CheckpointException(
                        file + " is a damaged zip: its ZIP64 directory is not where it should be");
            }
            size = end64.getLong(40);
            start = end64.getLong(48);
        }
        if (size < 0 || size > MOST_DIRECTORY) {
            throw new CheckpointException(file + " is a damaged zip: a directory of " + size + " bytes");
        }
        ByteBuffer directory = read(start, (int) size, "directory");
        while (directory.remaining() >= 46) {
            readEntry(directory);
        }
    }

    private void readEntry(ByteBuffer directory) {
        if (directory.getInt() != CENTRAL) {
            throw new CheckpointException(
                    file + " is a damaged zip: entry " + (entries.size() + 1) + " of its directory");
        }
        directory.getInt();
        int flags = directory.getShort();
        int method = directory.getShort();
        directory.getInt();
        long crc = directory.getInt() & 0xFFFFFFFFL;
        long packed = directory.getInt() & 0xFFFFFFFFL;
        long size = directory.getInt() & 0xFFFFFFFFL;
        byte[] name = new byte[directory.getShort() & 0xFFFF];
        int extra = directory.getShort() & 0xFFFF;
        int comment = directory.getShort() & 0xFFFF;
        directory.getLong();
        long header = directory.getInt() & 0xFFFFFFFFL;
        directory.get(name);
        int next = directory.position() + extra;
        while (next - directory.position() >= 4) {
            int id = directory.getShort() & 0xFFFF;
            int after = (directory.getShort() & 0xFFFF) + directory.position();
            if (id == 1) {
                size = size == 0xFFFFFFFFL ? directory.getLong() : size;
                packed = packed == 0xFFFFFFFFL ? directory.getLong() : packed;
                header = header == 0xFFFFFFFFL ? directory.getLong() : header;
            }
            directory.position(after);
        }
        directory.position(next + comment);
        entries.put(new String(name, StandardCharsets.UTF_8), new Entry(flags, method, crc, packed, size, header));
    }

    private ByteBuffer read(long position, int length, String what) throws IOException {
        if (position < 0 || position > channel.size() - length) {
            throw new CheckpointException(file + " is a damaged zip: its " + what + " lies outside the file");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            // a read may return fewer bytes than requested
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
