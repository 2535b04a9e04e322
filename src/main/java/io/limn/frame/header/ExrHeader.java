package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;
import static io.limn.frame.header.Structure.unsupported;

import io.limn.frame.colour.Chromaticities;
import io.limn.frame.plate.Rate;
import io.limn.frame.plate.TimeCode;
import io.limn.frame.plate.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the headers of an EXR file's parts ("Technical Introduction to OpenEXR", "OpenEXR File Layout"). */
final class ExrHeader {
    private static final int TILED = 0x200;
    private static final int LONG_NAMES = 0x400;
    private static final int NOT_IMAGE = 0x800;
    private static final int MULTI_PART = 0x1000;
    private static final int LONGEST_NAME = 255;
    private static final int MOST_PARTS = 1024;
    private static final int MOST_CHANNELS = 1024;
    private static final int MOST_CHANNELS_OF_ALL = 16_384;
    private static final int MOST_ATTRIBUTES = 4096;
    private static final int FURTHEST = 1 << 30;
    private static final double MOST_ASPECT = 10;
    private static final long MOST_CHUNK_BYTES = 1 << 29;

    private record Attribute(String type, long at, long size) {}

    private final Bytes bytes;
    private final Map<String, Attribute> attributes = new HashMap<>();
    private long at;
    private int channelsOfAll;

    private ExrHeader(byte[] file) {
        this.bytes = Bytes.littleEndian(file);
    }

    static List<ExrPart> read(byte[] file) throws FrameRejectedException {
        return new ExrHeader(file).parts();
    }

    private List<ExrPart> parts() throws FrameRejectedException {
        long version = bytes.u32(4);
        if ((version & 0xFF) != 2 || (version & ~0xFFL & ~(TILED | LONG_NAMES | NOT_IMAGE | MULTI_PART)) != 0) {
            throw unsupported("The EXR is of version " + (version & 0xFF) + " with flags "
                    + Long.toHexString(version >>> 8) + ", which is not read here.");
        }
        at = 8;
        boolean several = (version & MULTI_PART) != 0;
        List<ExrPart> parts = new ArrayList<>();
        do {
            attributes();
            if (attributes.isEmpty() && !parts.isEmpty()) {
                break;
            }
            parts.add(part(several, (version & TILED) != 0, (version & NOT_IMAGE) != 0));
            if (parts.size() > MOST_PARTS) {
                throw unsupported("The EXR has more than " + MOST_PARTS + " parts, which is not read here.");
            }
        } while (several);
        List<ExrPart> placed = new ArrayList<>();
        for (ExrPart part : parts) {
            placed.add(part.at(at));
            at += 8 * part.chunks();
        }
        return placed;
    }

    private void attributes() throws FrameRejectedException {
        attributes.clear();
        for (String name = text(); !name.isEmpty(); name = text()) {
            String type = text();
            long size = bytes.u32(at);
            bytes.slice(at + 4, size);
            attributes.put(name, new Attribute(type, at + 4, size));
            if (attributes.size() > MOST_ATTRIBUTES) {
                throw unsupported("The EXR has more than " + MOST_ATTRIBUTES
                        + " attributes in a header, which is not read here.");
            }
            at += 4 + size;
        }
    }

    private String text() throws FrameRejectedException {
        long from = at;
        while (bytes.u8(at) != 0) {
            if (at - from > LONGEST_NAME) {
                throw damaged(
                        "The EXR is damaged: a name in its header has more than " + LONGEST_NAME + " characters.");
            }
            at++;
        }
        return string(from, at++ - from);
    }

    private String string(long from, long size) {
        return new String(bytes.array(), bytes.from() + (int) from, (int) size, StandardCharsets.UTF_8);
    }

    private ExrPart part(boolean several, boolean tiled, boolean notImage) throws FrameRejectedException {
        String type = optionalText("type");
        boolean deep = type.startsWith("deep") || !several && notImage;
        List<ExrChannel> channels = channels();
        Window data = window("dataWindow");
        boolean tiles = several || !type.isEmpty() ? type.endsWith("tile") || type.equals("tiledimage") : tiled;
        Optional<Attribute> claimed = optional("chunkCount", "int", 4);
        ExrPart part = new ExrPart(
                optionalText("name"),
                deep,
                channels,
                ExrCompression.of(
                        bytes.u8(required("compression", "compression", 1).at())),
                data,
                window("displayWindow"),
                tiles || tiled && !several ? Optional.of(tiles(data)) : Optional.empty(),
                claimed.isPresent() ? bytes.u32(claimed.get().at()) : 0,
                0,
                aspect(),
                chromaticities(),
                rate(),
                timeCode());
        check(part);
        return part;
    }

    private static void check(ExrPart part) throws FrameRejectedException {
        if (part.chunkBytes() > MOST_CHUNK_BYTES) {
            throw unsupported("The EXR is packed in pieces of " + (part.chunkBytes() >> 20) + " MiB; at most "
                    + (MOST_CHUNK_BYTES >> 20) + " are read: save it with smaller tiles or fewer channels.");
        }
        if (part.tiles().isPresent()
                && part.channels().stream().anyMatch(channel -> channel.xStep() > 1 || channel.yStep() > 1)) {
            throw damaged("The EXR is damaged: it has tiles and channels with fewer samples than pixels.");
        }
    }

    private List<ExrChannel> channels() throws FrameRejectedException {
        Attribute list = required("channels", "chlist", 1);
        long end = list.at() + list.size();
        List<ExrChannel> channels = new ArrayList<>();
        long after = at;
        at = list.at();
        for (String name = text(); !name.isEmpty(); name = text()) {
            if (at + 16 > end) {
                throw damaged("The EXR is damaged: its list of channels has no end.");
            }
            if (channels.size() == MOST_CHANNELS) {
                throw unsupported("The EXR has more than " + MOST_CHANNELS + " channels in one part.");
            }
            int type = bytes.i32(at);
            int xStep = bytes.i32(at + 8);
            int yStep = bytes.i32(at + 12);
            if (type < 0 || type > 2 || xStep < 1 || yStep < 1) {
                throw damaged("The EXR is damaged: channel '" + printable(name) + "' has type " + type
                        + " and a sample every " + xStep + "x" + yStep + " pixels.");
            }
            ExrChannel.Type samples = ExrChannel.Type.values()[type];
            channels.add(new ExrChannel(name, samples, xStep, yStep, bytes.u8(at + 4) != 0));
            at += 16;
        }
        at = after;
        channelsOfAll += channels.size();
        if (channelsOfAll > MOST_CHANNELS_OF_ALL) {
            throw unsupported("The EXR has more than " + MOST_CHANNELS_OF_ALL
                    + " channels in its parts, which is not read here.");
        }
        if (channels.isEmpty()) {
            throw damaged("The EXR is damaged: it has no channel.");
        }
        return List.copyOf(channels);
    }

    private Window window(String name) throws FrameRejectedException {
        long from = required(name, "box2i", 16).at();
        int[] side = new int[4];
        for (int i = 0; i < 4; i++) {
            side[i] = bytes.i32(from + 4L * i);
            if (side[i] < -FURTHEST || side[i] > FURTHEST) {
                throw damaged("The EXR is damaged: its " + name + " reaches to " + side[i] + ".");
            }
        }
        if (side[2] < side[0] || side[3] < side[1]) {
            throw damaged("The EXR is damaged: its " + name + " runs from " + side[0] + "," + side[1] + " to " + side[2]
                    + "," + side[3] + ".");
        }
        return new Window(side[0], side[1], side[2], side[3]);
    }

    private ExrPart.Tiles tiles(Window data) throws FrameRejectedException {
        long from = required("tiles", "tiledesc", 9).at();
        long width = bytes.u32(from);
        long height = bytes.u32(from + 4);
        int mode = bytes.u8(from + 8);
        if (width < 1 || height < 1 || width > FURTHEST || height > FURTHEST || (mode & 15) > 2) {
            throw damaged("The EXR is damaged: its tiles have " + width + "x" + height + " pixels, level mode "
                    + (mode & 15) + ".");
        }
        return new ExrPart.Tiles((int) width, (int) height, (mode & 15) != 0);
    }

    private double aspect() throws FrameRejectedException {
        double aspect = Float.intBitsToFloat(
                bytes.i32(required("pixelAspectRatio", "float", 4).at()));
        return aspect >= 1 / MOST_ASPECT && aspect <= MOST_ASPECT ? aspect : 1;
    }

    private Optional<Chromaticities> chromaticities() throws FrameRejectedException {
        Optional<Attribute> stored = optional("chromaticities", "chromaticities", 32);
        if (stored.isEmpty()) {
            return bySpaceName();
        }
        double[] xy = new double[8];
        for (int i = 0; i < 8; i++) {
            xy[i] = Float.intBitsToFloat(bytes.i32(stored.get().at() + 4L * i));
        }
        Chromaticities found = new Chromaticities(xy[0], xy[1], xy[2], xy[3], xy[4], xy[5], xy[6], xy[7]);
        return Optional.of(found).filter(Chromaticities::plausible);
    }

    /** Some programs write the name of the space alone. */
    private Optional<Chromaticities> bySpaceName() {
        for (String key : List.of("colorInteropID", "oiio:ColorSpace", "colorSpace")) {
            String name = optionalText(key).toLowerCase(Locale.ROOT);
            if (name.contains("ap1") || name.contains("acescg")) {
                return Optional.of(Chromaticities.AP1);
            }
            if (name.contains("ap0") || name.contains("aces2065")) {
                return Optional.of(Chromaticities.AP0);
            }
        }
        return Optional.empty();
    }

    private Optional<Rate> rate() throws FrameRejectedException {
        Optional<Attribute> stored = optional("framesPerSecond", "rational", 8);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        int numerator = bytes.i32(stored.get().at());
        int denominator = bytes.i32(stored.get().at() + 4);
        return numerator > 0 && denominator > 0 ? Optional.of(new Rate(numerator, denominator)) : Optional.empty();
    }

    private Optional<TimeCode> timeCode() throws FrameRejectedException {
        Optional<Attribute> stored = optional("timeCode", "timecode", 8);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        long from = stored.get().at();
        return Optional.of(new TimeCode(bytes.i32(from), bytes.i32(from + 4)));
    }

    private String optionalText(String name) {
        Attribute stored = attributes.get(name);
        return stored == null || !stored.type().equals("string") || stored.size() > 4096
                ? ""
                : string(stored.at(), stored.size());
    }

    private Optional<Attribute> optional(String name, String type, int size) {
        Attribute stored = attributes.get(name);
        return Optional.ofNullable(stored).filter(found -> found.type().equals(type) && found.size() >= size);
    }

    private Attribute required(String name, String type, int size) throws FrameRejectedException {
        Optional<Attribute> stored = optional(name, type, size);
        if (stored.isEmpty()) {
            throw damaged("The EXR is damaged: its header has no " + name + " of type " + type + ".");
        }
        return stored.get();
    }

    static String printable(String name) {
        return name.replaceAll("[^\\p{Print}]", "?");
    }
}
