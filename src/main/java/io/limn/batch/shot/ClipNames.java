package io.limn.batch.shot;

import io.limn.result.ResultKeys;
import java.util.Locale;
import java.util.Set;

/** Tells clips from other uploads by their names. */
public final class ClipNames {
    private static final Set<String> EXTENSIONS = Set.of(
            "mp4", "m4v", "mov", "mkv", "webm", "avi", "mxf", "mpg", "mpeg", "m2ts", "mts", "flv", "ogv", "wmv", "asf");

    private ClipNames() {}

    /** The folder of a clip's results, derived from its numbered frames, without a slash at either end. */
    public static String folder(String name) {
        int dot = name.lastIndexOf('.');
        return ResultKeys.of(name.substring(0, dot) + ".0001" + name.substring(dot))
                .folder();
    }

    /** @param name a key or a file's name */
    public static boolean isClip(String name) {
        int dot = name.lastIndexOf('.');
        return dot > name.lastIndexOf('/') + 1
                && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
