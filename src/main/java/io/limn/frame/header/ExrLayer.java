package io.limn.frame.header;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The channels of a part that are one picture: red, green and blue, or luminance with or without chroma, with or without alpha.
 *
 * @param part index of the part
 * @param name as a request calls it; empty for the unnamed layer
 * @param channels indices among the part's channels: red, green, blue; luminance, RY, BY; or luminance alone
 * @param alpha index of the alpha channel, -1 where there is none
 */
public record ExrLayer(int part, String name, Kind kind, List<Integer> channels, int alpha) {
    /** What the channels are. */
    public enum Kind {
        RGB,
        /** Y, RY and BY: ImfRgbaYca.h of OpenEXR. */
        CHROMA,
        GREY
    }

    /** What render programs call the picture itself, the first being the surest. */
    private static final List<String> BEAUTY =
            List.of("rgba", "rgb", "beauty", "combined", "main", "master", "color", "colour", "ci", "image", "left");

    private static final List<String> DATA = List.of(
            "crypto",
            "depth",
            "normal",
            "position",
            "pworld",
            "motion",
            "vector",
            "velocity",
            "uv",
            "mask",
            "matte",
            "object",
            "material",
            "index",
            "id");

    /** All layers of all parts that are pictures, in the file's order. */
    static List<ExrLayer> all(List<ExrPart> parts) {
        List<ExrLayer> layers = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            ExrPart part = parts.get(i);
            if (part.deep()) {
                continue;
            }
            Map<String, Map<String, Integer>> roles = new LinkedHashMap<>();
            for (int c = 0; c < part.channels().size(); c++) {
                ExrChannel channel = part.channels().get(c);
                roles.computeIfAbsent(channel.layer(), layer -> new LinkedHashMap<>())
                        .putIfAbsent(channel.role(), c);
            }
            for (Map.Entry<String, Map<String, Integer>> layer : roles.entrySet()) {
                String name = name(parts.size() > 1 ? part.name() : "", layer.getKey());
                of(i, name, layer.getValue()).ifPresent(layers::add);
            }
        }
        return layers;
    }

    /** A part's name and a layer's within it; a part that repeats its name in its channels is called once. */
    private static String name(String part, String layer) {
        if (part.isEmpty() || layer.equals(part) || layer.startsWith(part + ".")) {
            return layer;
        }
        return layer.isEmpty() ? part : part + "." + layer;
    }

    private static Optional<ExrLayer> of(int part, String name, Map<String, Integer> roles) {
        int alpha = roles.getOrDefault("a", -1);
        if (roles.containsKey("r") && roles.containsKey("g") && roles.containsKey("b")) {
            return Optional.of(
                    new ExrLayer(part, name, Kind.RGB, List.of(roles.get("r"), roles.get("g"), roles.get("b")), alpha));
        }
        if (!roles.containsKey("y") || roles.containsKey("x")) { // x, y, z are a vector
            return Optional.empty();
        }
        if (roles.containsKey("ry") && roles.containsKey("by")) {
            return Optional.of(new ExrLayer(
                    part, name, Kind.CHROMA, List.of(roles.get("y"), roles.get("ry"), roles.get("by")), alpha));
        }
        return Optional.of(new ExrLayer(part, name, Kind.GREY, List.of(roles.get("y")), alpha));
    }

    /** The one that is most like a picture as filmed or rendered; empty where there is none. */
    static Optional<ExrLayer> first(List<ExrLayer> layers, List<ExrPart> parts) {
        ExrLayer best = null;
        int least = Integer.MAX_VALUE;
        for (ExrLayer layer : layers) {
            int distance = layer.distance(parts.get(layer.part()));
            if (distance < least) {
                best = layer;
                least = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    private int distance(ExrPart holder) {
        String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean unnamed = holder.channels().get(channels.get(0)).layer().isEmpty();
        boolean data = DATA.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains);
        int beauty = BEAUTY.indexOf(last);
        int byKind = kind == Kind.GREY ? 1000 : 0;
        if (beauty >= 0) {
            return byKind + (unnamed ? 0 : 10) + (name.isEmpty() ? 0 : beauty);
        }
        return byKind + (data ? 500 : unnamed ? 1 : 100);
    }
}
