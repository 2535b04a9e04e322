package io.limn.shot;

import io.limn.result.ResultKeys;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a shot.
 *
 * @param name from which its results' keys are made
 * @param number its frame number; empty where its name has none
 * @param pts of a clip's frame: when it is shown, in units of the clip's time base; null where that is not known, and for files
 */
public record ShotFrame(Path path, String name, OptionalLong number, Long pts) {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})$");

    /** Numbered by the digits before the name's extension. */
    public ShotFrame(Path path, String name) {
        this(path, name, numberOf(name), null);
    }

    ResultKeys keys() {
        return ResultKeys.of(name);
    }

    private static OptionalLong numberOf(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        Matcher number = NUMBER.matcher(dot > 0 ? file.substring(0, dot) : file);
        return number.find() ? OptionalLong.of(Long.parseLong(number.group(1))) : OptionalLong.empty();
    }
}
