package io.limn.label;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The palettes by name: {@code model}, the labels' own colours; {@code voc}, those of PASCAL VOC; and the configured files.
 * Immutable; every file is read once, at construction.
 */
@Singleton
public class Palettes {
    private static final String MODEL = "model";
    private static final String VOC = "voc";

    private final Palette voc = Palette.voc();
    private final Map<String, PaletteFile> files;

    @Inject
    public Palettes(LabelConfig config) {
        this(config.palettes());
    }

    /**
     * @param files path of a JSON file by palette name
     * @throws IllegalArgumentException where a file is missing or malformed, naming the key, the value and the fix
     */
    public Palettes(Map<String, String> files) {
        Map<String, PaletteFile> read = new TreeMap<>();
        files.forEach((name, file) -> {
            if (name.equals(MODEL) || name.equals(VOC)) {
                throw new IllegalArgumentException("limn.label.palettes.\"" + name + "\": the name '" + name
                        + "' is taken; give the palette another");
            }
            read.put(name, PaletteFile.read(name, file));
        });
        this.files = Collections.unmodifiableMap(read);
    }

    public Set<String> names() {
        Set<String> names = new TreeSet<>(files.keySet());
        names.add(MODEL);
        names.add(VOC);
        return Collections.unmodifiableSet(names);
    }

    /**
     * @throws IllegalArgumentException where no palette has this name
     */
    public Palette palette(String name, LabelSet labels) {
        if (name.equals(MODEL)) {
            return Palette.of(labels);
        }
        if (name.equals(VOC)) {
            return voc;
        }
        PaletteFile file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException(
                    "there is no palette '" + name + "': use one of " + String.join(", ", names()));
        }
        return file.palette(name, labels);
    }

    /**
     * Holds the configured palettes against the labels that the model has; to be called once the model is known.
     *
     * @throws IllegalArgumentException where a palette colours a label that no layer has
     */
    public void check(List<LabelSet> layers) {
        files.values().forEach(file -> file.check(layers));
    }
}
