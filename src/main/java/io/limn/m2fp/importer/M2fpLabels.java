package io.limn.m2fp.importer;

import io.limn.m2fp.torch.CheckpointException;
import io.limn.model.ModelManifest.LabelEntry;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The labels of the two data sets that M2FP was published for, in this project's spelling, and their colours. */
final class M2fpLabels {
    /** The class that means a whole person. */
    static final String PERSON = "Human";

    private static final List<String> CIHP = List.of(
            "Background",
            "Hat",
            "Hair",
            "Gloves",
            "Sunglasses",
            "UpperClothes",
            "Dress",
            "Coat",
            "Socks",
            "Pants",
            "Torso-skin",
            "Scarf",
            "Skirt",
            "Face",
            "Left-arm",
            "Right-arm",
            "Left-leg",
            "Right-leg",
            "Left-shoe",
            "Right-shoe",
            PERSON);

    private static final Map<String, String> COLOURS = Map.ofEntries(
            Map.entry("background", "#000000"),
            Map.entry("hat", "#E4572E"),
            Map.entry("hair", "#7A4B2A"),
            Map.entry("glove", "#9B5DE5"),
            Map.entry("gloves", "#9B5DE5"),
            Map.entry("sunglasses", "#2B2D42"),
            Map.entry("upper-clothes", "#3A86FF"),
            Map.entry("dress", "#C77DFF"),
            Map.entry("coat", "#5E548E"),
            Map.entry("socks", "#B5E48C"),
            Map.entry("pants", "#3D405B"),
            Map.entry("torso-skin", "#FFAB73"),
            Map.entry("jumpsuits", "#00798C"),
            Map.entry("scarf", "#EF233C"),
            Map.entry("skirt", "#FF70A6"),
            Map.entry("face", "#FFC9A9"),
            Map.entry("left-arm", "#4CC9F0"),
            Map.entry("right-arm", "#1B6E9C"),
            Map.entry("left-leg", "#06D6A0"),
            Map.entry("right-leg", "#118A5B"),
            Map.entry("left-shoe", "#F4D35E"),
            Map.entry("right-shoe", "#B08900"));

    private M2fpLabels() {}

    /**
     * The classes of the published model that has this many.
     *
     * @throws CheckpointException if neither has
     */
    static List<String> published(int classes) {
        if (classes == CIHP.size()) {
            return CIHP;
        }
        if (classes != CIHP.size() - 1) {
            throw new CheckpointException("the checkpoint has " + classes
                    + " classes, which is neither CIHP's 21 nor LIP's 20; give its names with --config");
        }
        List<String> lip = new ArrayList<>(CIHP.subList(0, classes));
        lip.set(3, "Glove");
        lip.set(10, "Jumpsuits");
        return lip;
    }

    /** Names in this project's spelling: {@code UpperClothes} becomes {@code upper-clothes}. */
    static List<String> renamed(List<String> names) {
        return names.stream()
                .map(name -> name.strip()
                        .replaceAll("([a-z])([A-Z])", "$1-$2")
                        .replaceAll("[\\s_]+", "-")
                        .toLowerCase(Locale.ROOT))
                .toList();
    }

    static List<LabelEntry> entries(List<String> labels) {
        List<LabelEntry> entries = new ArrayList<>();
        for (int id = 0; id < labels.size(); id++) {
            String colour = COLOURS.get(labels.get(id));
            entries.add(new LabelEntry(id, labels.get(id), colour == null ? spread(id) : colour));
        }
        return entries;
    }

    /** Pairs of the left and the right label of the same part. */
    static List<List<String>> pairs(List<String> labels) {
        return labels.stream()
                .filter(name ->
                        name.startsWith("left-") && labels.contains("right-" + name.substring("left-".length())))
                .map(name -> List.of(name, "right-" + name.substring("left-".length())))
                .toList();
    }

    /** A colour for a label that has none; hues are a golden angle apart, so that they differ well. */
    private static String spread(int id) {
        int rgb = Color.HSBtoRGB(id * 0.381966f, 0.65f, 0.9f) & 0xFFFFFF;
        return id == 0 ? "#000000" : "#%06X".formatted(rgb);
    }
}
