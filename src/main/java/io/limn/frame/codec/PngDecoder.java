package io.limn.frame.codec;

import static io.limn.frame.header.Structure.damaged;

import io.limn.frame.header.Bytes;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.PngStructure;
import io.limn.frame.header.Segment;
import io.limn.frame.plate.PlateStore;
import java.util.Arrays;

/** PNG, row by row (PNG specification, third edition): beside the frame it holds two rows. */
public final class PngDecoder implements PlateDecoder<PngStructure> {
    /** Where a pass of Adam7 begins and how far apart its pixels are: x, y, step in x, step in y. */
    private static final int[][] ADAM7 = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] ONE_PASS = {{0, 0, 1, 1}};
    private static final int INDEXED = 3;

    @Override
    public Cost cost(PngStructure png, PlateReading reading) {
        double bytes = (double) png.pixels() * png.bands() * Math.max(1, png.bits() / 8);
        boolean transformed =
                png.colour().profile().isPresent() && !png.colour().srgb() || reading.changesView();
        return Cost.of(
                CostTable.PNG_PIXEL * png.pixels()
                        + CostTable.PNG_BYTE * bytes
                        + (transformed ? CostTable.icc(png.bits()) * png.pixels() : 0),
                DeepPlate.bytes(png.pixels(), png.bits(), reading));
    }

    @Override
    public Decoded decode(byte[] file, PngStructure png, PlateReading reading, Watch watch)
            throws FrameRejectedException {
        BgrCanvas canvas = new BgrCanvas(png.width(), png.height());
        Samples kind = samples(file, png, reading);
        PlateStore store = DeepPlate.store(png.width(), png.height(), png.orientation(), kind, reading);
        SampleWriter writer = new SampleWriter(kind, canvas, png.width(), watch, store);
        try (PngRows rows = new PngRows(file, png)) {
            int[] samples = new int[Math.multiplyExact(png.width(), png.bands())];
            for (int[] pass : png.interlaced() ? ADAM7 : ONE_PASS) {
                int columns = (png.width() - pass[0] + pass[2] - 1) / pass[2];
                int lines = (png.height() - pass[1] + pass[3] - 1) / pass[3];
                if (columns < 1 || lines < 1) {
                    continue;
                }
                rows.begin(columns);
                for (int line = 0; line < lines; line++) {
                    PackedRow.unpack(rows.next(), 1, png.bits(), false, samples, 0, 1, columns * png.bands());
                    writer.write(pass[0], pass[1] + line * pass[3], pass[2], samples, columns);
                }
            }
        }
        return DeepPlate.of(canvas.bgr(), png.width(), png.height(), kind, store, reading, watch);
    }

    private static Samples samples(byte[] file, PngStructure png, PlateReading reading) throws FrameRejectedException {
        boolean indexed = png.colourType() == INDEXED;
        int bands = png.bands();
        boolean alpha = bands == 2 || bands == 4;
        int colours = bands <= 2 ? 1 : 3;
        int components = indexed ? 3 : colours;
        PngColours transform = reading.colour().isPresent()
                ? new PngColours(DeepPlate.transform(reading, components))
                : PngColours.of(file, png.colour(), components);
        return new Samples(
                png.bits(),
                bands,
                colours,
                alpha ? bands - 1 : -1,
                false,
                false,
                indexed ? palette(file, png, transform) : null,
                alpha || indexed ? null : clear(file, png, colours),
                transform.transform());
    }

    private static int[] palette(byte[] file, PngStructure png, PngColours transform) {
        Segment stored = png.palette().orElseThrow();
        byte[] rgb = Arrays.copyOfRange(file, stored.at(), stored.at() + stored.size());
        transform.transform().ifPresent(space -> {
            byte[] converted = new byte[rgb.length];
            space.from8(rgb, rgb.length / 3, converted);
            System.arraycopy(converted, 0, rgb, 0, rgb.length);
        });
        Segment clear = png.transparency().orElse(new Segment(0, 0));
        int[] palette = new int[rgb.length / 3];
        for (int i = 0; i < palette.length; i++) {
            int alpha = i < clear.size() ? file[clear.at() + i] & 0xFF : 255;
            palette[i] = alpha << 24 | (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | rgb[3 * i + 2] & 0xFF;
        }
        return palette;
    }

    private static int[] clear(byte[] file, PngStructure png, int colours) throws FrameRejectedException {
        Segment stored = png.transparency().orElse(null);
        if (stored == null) {
            return null;
        }
        if (stored.size() < 2 * colours) {
            throw damaged("The PNG is damaged: the colour that it declares clear has " + stored.size() + " bytes.");
        }
        int[] clear = new int[colours];
        for (int i = 0; i < colours; i++) {
            clear[i] = Bytes.bigEndian(file).u16(stored.at() + 2L * i) & (1 << png.bits()) - 1;
        }
        return clear;
    }
}
