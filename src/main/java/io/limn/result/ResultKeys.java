package io.limn.result;

import io.limn.output.Rendered;
import io.limn.text.Names;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the results of one upload go. {@code shots/sh010/plate.0001.jpg} gives the folder {@code shots/sh010/plate_jpg} and
 * below it {@code overlay/plate.0001.jpg}, {@code labels/plate.0001.png}, … and {@code parse/plate.0001.json}.
 *
 * <p>No two names share a key: the folder carries the extension, the file name all the rest. For the folder's name alone a
 * frame number before the extension is left out, with its separator ({@code .}, {@code _} or {@code -}); four digits and
 * more count as one without a separator too ({@code render0001.png}).
 *
 * <p>Every segment can also be a file's name: empty ones, {@code .} and {@code ..} get an underscore before them, and names that already
 * look like the result of that get one more. Characters that XML can't carry become underscores, with a hash. Names longer than object
 * stores and file systems allow are cut and end in {@code ~} and 128 bits of the SHA-256 of the whole.
 *
 * @param folder of the sequence, without a slash at either end
 * @param base the upload's file name without its extension
 */
public record ResultKeys(String folder, String base) {
    private static final Pattern FRAME_NUMBER = Pattern.compile("(?:[._-]-?\\d+|\\d{4,}|^\\d+)$");
    private static final Pattern UNSAFE = Pattern.compile("_*\\.{0,2}");

    /**
     * File systems take 255 bytes per name, of which the embedded store needs 37 while it writes; the longest ending of ours is {@code
     * .json}.
     */
    private static final int NAME_BYTES = 255 - 37 - ".json".length();

    /** S3 takes 1024 bytes per key: two names, the longest output and part (see {@link Rendered}), and this. */
    private static final int DIRECTORY_BYTES = 400;

    /** @param name an object's key or a file's name, as it is, with slashes between folders */
    public static ResultKeys of(String name) {
        int slash = name.lastIndexOf('/');
        String file = name.substring(slash + 1);
        int dot = file.lastIndexOf('.');
        boolean extended = dot > 0 && dot < file.length() - 1;
        String base = extended ? file.substring(0, dot) : file;
        String sequence = FRAME_NUMBER.matcher(base).replaceFirst("") + (extended ? "_" + file.substring(dot + 1) : "");
        String folder = fit(safe(carried(sequence)), NAME_BYTES);
        return new ResultKeys(
                slash < 0 ? folder : directory(name.substring(0, slash)) + "/" + folder,
                fit(carried(base), NAME_BYTES));
    }

    /** The manifest's key. */
    public String manifest() {
        return key("parse", "json");
    }

    /** The key of {@code labels.json}, which all frames of the sequence share. */
    public String legend() {
        return folder + "/labels.json";
    }

    /** The key of the frame's edits. */
    public String edits() {
        return key("edits", "json");
    }

    /** The key of what the network found, kept so that edits can be drawn without it. */
    public String evidence() {
        return key("edits", "bin");
    }

    public String of(Rendered file) {
        return key(file.folder(), file.extension());
    }

    /** @param output a folder below the sequence's, e.g. {@code overlay} or {@code mattes/left-arm} */
    public String key(String output, String extension) {
        return folder + "/" + output + "/" + base + "." + extension;
    }

    private static String directory(String path) {
        String safe = Arrays.stream(path.split("/", -1))
                .map(segment -> fit(safe(carried(segment)), NAME_BYTES))
                .collect(Collectors.joining("/"));
        byte[] whole = safe.getBytes(StandardCharsets.UTF_8);
        if (whole.length <= DIRECTORY_BYTES) {
            return safe;
        }
        String mark = mark(whole);
        String start = start(whole, DIRECTORY_BYTES - mark.length());
        return start.substring(0, start.lastIndexOf('/') + 1)
                + mark; // whole segments only: a part of one may be unsafe
    }

    /** Without characters that a listing in XML can't carry; a hash keeps two keys apart that differ only in such characters. */
    private static String carried(String name) {
        return Names.isXml(name) ? name : Names.xml(name) + mark(name.getBytes(StandardCharsets.UTF_16BE));
    }

    private static String safe(String segment) {
        return UNSAFE.matcher(segment).matches() ? "_" + segment : segment;
    }

    private static String fit(String text, int bytes) {
        byte[] whole = text.getBytes(StandardCharsets.UTF_8);
        if (whole.length <= bytes) {
            return text;
        }
        String mark = mark(whole);
        return start(whole, bytes - mark.length()) + mark;
    }

    private static String mark(byte[] whole) {
        return "~" + Sha256.of(whole).substring(0, 32);
    }

    /** The longest prefix of whole characters that fits into this many bytes. */
    private static String start(byte[] utf8, int bytes) {
        CharBuffer chars = CharBuffer.allocate(bytes);
        StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(utf8, 0, bytes), chars, false);
        return chars.flip().toString();
    }
}
