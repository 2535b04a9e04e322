package io.limn.shot;

import io.limn.result.ResultKeys;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A frame of a shot, in a file of its own or one of a clip.
 *
 * @param path of its file, or of its clip; null for an object
 * @param name the name that its results' keys are derived from
 * @param number its frame number; empty if its name has none
 * @param pts of a clip's frame: when it is shown, in units of the clip's time base; null where that is not known, and for files
 * @param stamp of an object; null for a file, whose attributes are read when needed
 */
public record ShotFrame(Path path, String name, OptionalLong number, Long pts, Stamp stamp) {
    /**
     * Size and time by which a changed source is noticed.
     *
     * @param bytes its size
     * @param modified when it was last changed, in milliseconds since 1970
     */
    public record Stamp(long bytes, long modified) {}

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})$");

    /** A file, numbered by the digits before its name's extension. */
    public ShotFrame(Path path, String name) {
        this(path, name, numberOf(name), null, null);
    }

    /** A file with an explicit number. */
    public ShotFrame(Path path, String name, OptionalLong number, Long pts) {
        this(path, name, number, pts, null);
    }

    /** An object of a bucket, numbered by its name. */
    public static ShotFrame object(String name, Stamp stamp) {
        return new ShotFrame(null, name, numberOf(name), null, stamp);
    }

    /** The source's current stamp. */
    Stamp source() {
        return stamp != null
                ? stamp
                : new Stamp(path.toFile().length(), path.toFile().lastModified());
    }

    /** The keys of its results. */
    public ResultKeys keys() {
        return ResultKeys.of(name);
    }

    private static OptionalLong numberOf(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        Matcher number = NUMBER.matcher(dot > 0 ? file.substring(0, dot) : file);
        return number.find() ? OptionalLong.of(Long.parseLong(number.group(1))) : OptionalLong.empty();
    }
}
