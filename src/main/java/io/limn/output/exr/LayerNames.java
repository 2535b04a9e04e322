package io.limn.output.exr;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes names of EXR layers that programs can distinguish. Periods and slashes become underscores, since programs take what precedes a
 * period as an outer layer. Nuke also turns hyphens into underscores, so names that differ only in these characters get a number.
 */
public final class LayerNames {
    private static final Pattern NOT_OF_A_NAME = Pattern.compile("[^A-Za-z0-9_-]");

    private final Set<String> taken = new HashSet<>();

    /** The layer name for a name; unique among those returned so far. */
    public String of(String name) {
        String flat = NOT_OF_A_NAME.matcher(name).replaceAll("_");
        String free = flat;
        for (int i = 2; !taken.add(free.replace('-', '_')); i++) {
            free = flat + "_" + i;
        }
        return free;
    }
}
