package io.limn.frame;

import io.limn.frame.codec.FfmpegStills;
import io.limn.frame.codec.Leptonica;
import io.limn.frame.codec.PlateReading;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.header.FrameRejectedException.Reason;
import io.limn.frame.header.Structure;
import io.limn.frame.plate.PlateOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Opens frames, their formats detected by content. Thread-safe. Nothing of the picture's size is allocated before its header has been
 * checked against the limits.
 */
@Singleton
public class FrameReader {
    private static final String FFMPEG = "ffmpeg";

    private final FrameLimits limits;
    private final ViewSettings view;
    private final Decoding decoding;

    /** @param ffmpeg the program that decodes HEIC and AVIF, by name or path */
    @Inject
    public FrameReader(
            FrameConfig config, @ConfigProperty(name = "limn.ffmpeg.path", defaultValue = FFMPEG) String ffmpeg) {
        this(FrameLimits.of(config), ViewSettings.of(config), ffmpeg);
    }

    public FrameReader(FrameLimits limits) {
        this(limits, ViewSettings.DEFAULT);
    }

    public FrameReader(FrameLimits limits, ViewSettings view) {
        this(limits, view, FFMPEG);
    }

    FrameReader(FrameLimits limits, ViewSettings view, String ffmpeg) {
        this.limits = limits;
        this.view = view;
        decoding = new Decoding(new FfmpegStills(ffmpeg.strip()));
        Leptonica.loadAhead();
    }

    /** How the view of frames is made where a request says nothing else. */
    public ViewSettings view() {
        return view;
    }

    /** As {@link #open(byte[], PlateOptions)}, with nothing asked for. */
    public EncodedFrame open(byte[] file) throws FrameRejectedException {
        return open(file, PlateOptions.DEFAULT);
    }

    /**
     * Walks the file once, without decoding a pixel.
     *
     * @param file referenced by the frame; must not be modified as long as the frame is used
     * @throws FrameRejectedException if the frame is refused for its size, its cost, its format, or damage that its structure shows
     */
    public EncodedFrame open(byte[] file, PlateOptions options) throws FrameRejectedException {
        if (file.length > limits.maxBytes()) {
            throw new FrameRejectedException(
                    Reason.TOO_MANY_BYTES,
                    "The frame has " + file.length + " bytes; at most " + limits.maxBytes()
                            + " are read (limn.frame.max-bytes).");
        }
        Structure structure = Structure.of(file);
        limits.check(structure);
        PlateReading reading = view.reading(options);
        EncodedFrame frame = new OpenedFrame(file, structure, decoding, reading);
        limits.check(frame.header(), decoding.cost(structure, reading));
        return frame;
    }

    /** The whole frame, upright: opened and decoded, with nothing to stop it. */
    public Frame read(byte[] file) throws FrameRejectedException {
        return open(file).decode(() -> {});
    }
}
