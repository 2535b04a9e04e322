package io.limn.output.exr;

import io.limn.frame.plate.PlateMetadata;
import io.limn.frame.plate.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The header of an EXR file: single-part, rows from top to bottom, with the data window equal to the display window.
 *
 * @param left x of the display window, in pixels
 * @param top y of the display window, in pixels
 * @param width in pixels
 * @param height in pixels
 * @param pixelAspect width of a pixel divided by its height
 * @param channels sorted by name, as the file has them
 * @param attributes additional ones, sorted by name; the required attributes are added when the file is written
 */
public record ExrHeader(
        int left,
        int top,
        int width,
        int height,
        float pixelAspect,
        Compression compression,
        List<Channel> channels,
        List<Attribute> attributes) {
    private static final int MAGIC = 20000630;
    private static final int VERSION = 2;
    private static final int LONG_NAMES = 0x400;
    private static final int SHORT_NAME = 31;

    public ExrHeader {
        channels = channels.stream().sorted(Comparator.comparing(Channel::name)).toList();
        attributes = attributes.stream()
                .sorted(Comparator.comparing(Attribute::name))
                .toList();
        Set<String> names = new HashSet<>();
        for (Channel channel : channels) {
            if (!names.add(channel.name())) {
                throw new IllegalArgumentException("two channels are called '" + channel.name() + "'");
            }
        }
        if (width < 1 || height < 1 || channels.isEmpty()) {
            throw new IllegalArgumentException("an EXR file has pixels and channels");
        }
    }

    /** A header with a plate's window, pixel aspect and metadata, and the software's name; ZIP in blocks of 16 rows. */
    public static ExrHeader of(PlateMetadata plate, List<Channel> channels) {
        Window window = plate.displayWindow();
        return new ExrHeader(
                        window.left(),
                        window.top(),
                        window.width(),
                        window.height(),
                        (float) plate.pixelAspect(),
                        Compression.ZIP,
                        channels,
                        PlateAttributes.of(plate))
                .with(Software.attributes());
    }

    /** A copy with more attributes. */
    public ExrHeader with(List<Attribute> more) {
        List<Attribute> all = new ArrayList<>(attributes);
        all.addAll(more);
        return new ExrHeader(left, top, width, height, pixelAspect, compression, channels, all);
    }

    /**
     * The index of a channel in the file's order.
     *
     * @throws IllegalArgumentException if there is no such channel
     */
    public int indexOf(String name) {
        for (int i = 0; i < channels.size(); i++) {
            if (channels.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no channel '" + name + "'");
    }

    /** Bytes per row over all channels. */
    int rowBytes() {
        int bytes = 0;
        for (Channel channel : channels) {
            bytes = Math.addExact(
                    bytes, Math.multiplyExact(width, channel.type().bytes()));
        }
        return bytes;
    }

    int blocks() {
        return (height + compression.rows() - 1) / compression.rows();
    }

    /** Magic number, version and attributes: everything before the offset table. */
    byte[] bytes() {
        List<Attribute> all = new ArrayList<>(attributes);
        int right = left + width - 1;
        int bottom = top + height - 1;
        all.add(Attribute.of("channels", "chlist", this::channels));
        all.add(Attribute.of("compression", "compression", bytes -> bytes.write(compression.number())));
        all.add(Attribute.of("lineOrder", "lineOrder", bytes -> bytes.write(0)));
        all.add(Attribute.box2i("dataWindow", left, top, right, bottom));
        all.add(Attribute.box2i("displayWindow", left, top, right, bottom));
        all.add(Attribute.float32("pixelAspectRatio", pixelAspect));
        all.add(Attribute.v2f("screenWindowCenter", 0, 0));
        all.add(Attribute.float32("screenWindowWidth", 1));
        all.sort(Comparator.comparing(Attribute::name));
        ExrBytes file = new ExrBytes(4096);
        file.int32(MAGIC).int32(VERSION | (hasLongNames(all) ? LONG_NAMES : 0));
        for (Attribute attribute : all) {
            file.name(attribute.name()).name(attribute.type()).int32(attribute.value().length);
            file.writeBytes(attribute.value());
        }
        file.write(0);
        return file.toByteArray();
    }

    private boolean hasLongNames(List<Attribute> all) {
        return channels.stream().anyMatch(channel -> isLong(channel.name()))
                || all.stream().anyMatch(attribute -> isLong(attribute.name()));
    }

    private static boolean isLong(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length > SHORT_NAME;
    }

    private void channels(ExrBytes bytes) {
        for (Channel channel : channels) {
            // Then pLinear = 0, three reserved bytes, and a sampling of 1 in x and y.
            bytes.name(channel.name())
                    .int32(channel.type().ordinal())
                    .int32(0)
                    .int32(1)
                    .int32(1);
        }
        bytes.write(0);
    }
}
