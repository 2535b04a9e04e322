package io.limn.frame.header;

import static io.limn.frame.header.Structure.damaged;
import static io.limn.frame.header.Structure.unsupported;

import io.limn.frame.plate.Window;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An OpenEXR file's headers. The picture is the display window: what of the data window lies outside it is not read, and where there are
 * no data it is black.
 *
 * @param several whether it is of the kind with several parts, even if it has one
 * @param layers the pictures in it
 * @param first the one that is read where none is named
 */
public record ExrStructure(List<ExrPart> parts, boolean several, List<ExrLayer> layers, ExrLayer first)
        implements Structure {
    private static final int MOST_NAMED = 20;

    @Override
    public FrameFormat format() {
        return FrameFormat.EXR;
    }

    private Window display() {
        return parts.get(first.part()).displayWindow();
    }

    @Override
    public int width() {
        return display().width();
    }

    @Override
    public int height() {
        return display().height();
    }

    @Override
    public int orientation() {
        return 1;
    }

    /**
     * @param name empty for the first picture
     * @throws FrameRejectedException UNSUPPORTED, naming the layers there are
     */
    public ExrLayer layer(Optional<String> name) throws FrameRejectedException {
        if (name.isEmpty()) {
            return first;
        }
        for (ExrLayer layer : layers) {
            if (layer.name().equals(name.get())) {
                if (!parts.get(layer.part()).displayWindow().equals(display())) {
                    throw damaged("The EXR is damaged: its parts have different display windows.");
                }
                return layer;
            }
        }
        throw unsupported("The EXR has no layer '" + ExrHeader.printable(name.get())
                + "' with red, green and blue or luminance. It has: "
                + named(layers.stream()
                        .map(layer -> layer.name().isEmpty() ? "the unnamed layer" : layer.name())
                        .toList())
                + ".");
    }

    private static String named(List<String> names) {
        return ExrHeader.printable(names.stream().limit(MOST_NAMED).collect(Collectors.joining(", ")))
                + (names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "");
    }

    /** @throws FrameRejectedException DAMAGED or UNSUPPORTED */
    public static ExrStructure read(byte[] file) throws FrameRejectedException {
        List<ExrPart> parts = ExrHeader.read(file);
        List<ExrLayer> layers = ExrLayer.all(parts);
        Optional<ExrLayer> first = ExrLayer.first(layers, parts);
        if (first.isEmpty()) {
            if (parts.stream().anyMatch(ExrPart::deep)) {
                throw unsupported("The EXR holds deep data (any number of samples in a pixel), which is not read here:"
                        + " flatten it.");
            }
            throw unsupported("The EXR has no layer with red, green and blue or luminance. Its channels are: "
                    + named(parts.stream()
                            .flatMap(part -> part.channels().stream())
                            .map(ExrChannel::name)
                            .toList())
                    + ".");
        }
        return new ExrStructure(parts, (file[5] & 0x10) != 0, layers, first.get());
    }
}
