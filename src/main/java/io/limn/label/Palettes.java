package io.limn.label;

import io.limn.config.Setting;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
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
    private static final int MARK_BYTES = 8;

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
                throw Setting.invalid(
                        "limn.label.palettes.\"" + name + "\"",
                        file,
                        "choose another name, '" + name + "' is built in");
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

    /** @throws IllegalArgumentException if no palette has this name */
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
     * The layers in a palette's colours.
     *
     * @throws IllegalArgumentException if no palette has this name
     */
    public List<LabelSet> coloured(String name, List<LabelSet> layers) {
        return layers.stream()
                .map(layer -> coloured(layer, palette(name, layer)))
                .toList();
    }

    private static LabelSet coloured(LabelSet layer, Palette palette) {
        List<Label> labels = layer.labels().stream()
                .map(label -> new Label(label.id(), label.name(), palette.rgb()[label.id()]))
                .toList();
        return new LabelSet(layer.name(), labels, layer.pairs());
    }

    /** 64 bits of the SHA-256 of the colours that a palette gives these layers, in hex, since a file may change under the same name. */
    public String mark(String name, List<LabelSet> layers) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (LabelSet layer : layers) {
                ByteBuffer colours = ByteBuffer.allocate(Integer.BYTES * Palette.SIZE);
                colours.asIntBuffer().put(palette(name, layer).rgb());
                digest.update(colours);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Checks the configured palettes against the model's labels; to be called once the model is known.
     *
     * @throws IllegalArgumentException where a palette colours a label that no layer has
     */
    public void check(List<LabelSet> layers) {
        files.values().forEach(file -> file.check(layers));
    }
}
