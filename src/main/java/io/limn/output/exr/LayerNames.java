package io.limn.output.exr;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of EXR layers that programs keep apart. Points and slashes become underscores, since programs take what is before a point for an
 * outer layer. Nuke makes underscores of hyphens too, so names that differ in these alone get a number.
 */
public final class LayerNames {
    private static final Pattern NOT_OF_A_NAME = Pattern.compile("[^A-Za-z0-9_-]");

    private final Set<String> taken = new HashSet<>();

    /** A name that was not given before. */
    public String of(String name) {
        String flat = NOT_OF_A_NAME.matcher(name).replaceAll("_");
        String free = flat;
        for (int i = 2; !taken.add(free.replace('-', '_')); i++) {
            free = flat + "_" + i;
        }
        return free;
    }
}
