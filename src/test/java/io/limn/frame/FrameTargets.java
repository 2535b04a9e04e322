package io.limn.frame;

import io.limn.frame.header.FrameFormat;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.plate.PlateOptions;
import io.limn.frame.plate.PlatePixels;
import io.limn.fuzz.FuzzTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Headers and decoders of each format. */
public final class FrameTargets {
    private static final int MOST_PIXELS = 1 << 16;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_SEED_BYTES = 1 << 15;

    private FrameTargets() {}

    public static List<FuzzTarget> all() {
        List<FuzzTarget> targets = new ArrayList<>();
        FrameReader reader = new FrameReader(new FrameLimits(MOST_BYTES, MOST_PIXELS));
        for (FrameFormat format : FrameFormat.values()) {
            // ffmpeg decodes these, in a process of its own.
            boolean headerAlone = format == FrameFormat.HEIC || format == FrameFormat.AVIF;
            targets.add(new FuzzTarget(
                    "frame-" + format.name().toLowerCase(Locale.ROOT),
                    () -> seeds(format),
                    bytes -> read(reader, bytes, headerAlone)));
        }
        return targets;
    }

    private static void read(FrameReader reader, byte[] bytes, boolean headerAlone) {
        try {
            EncodedFrame opened = reader.open(bytes, PlateOptions.DEFAULT.withPixels(true));
            FrameHeader header = opened.header();
            if (headerAlone || header.format() == FrameFormat.HEIC || header.format() == FrameFormat.AVIF) {
                return;
            }
            Frame frame = opened.decode(() -> {});
            if (frame.width() != header.width() || frame.height() != header.height()) {
                throw new AssertionError("the picture is not of its header's size");
            }
            Optional<PlatePixels> plate = frame.plate();
            float[] row = new float[4 * frame.width()];
            for (int y = 0; plate.isPresent() && y < frame.height(); y++) {
                plate.get().row(y, row);
            }
        } catch (FrameRejectedException refused) {
            FuzzTarget.check(refused);
        }
    }

    private static List<byte[]> seeds(FrameFormat format) throws Exception {
        String name = format == FrameFormat.WEBP
                ? "WebP"
                : format == FrameFormat.EXR
                        ? "EXR"
                        : format == FrameFormat.HEIC || format == FrameFormat.AVIF ? "HEIC" : format.name();
        List<byte[]> seeds = new ArrayList<>();
        FormatSamples.all().forEach((kind, files) -> {
            if (kind.startsWith(name) || kind.startsWith("Open" + name)) {
                files.stream().filter(file -> file.length <= MOST_SEED_BYTES).forEach(seeds::add);
            }
        });
        return seeds;
    }
}
