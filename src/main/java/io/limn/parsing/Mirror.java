package io.limn.parsing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * Flip augmentation at inference: whether the network runs on the mirrored frame too. The two outputs are averaged, with left and
 * right swapped back.
 */
public enum Mirror {
    @JsonProperty("none")
    NONE(0),
    /** At half the pixels: two scales in less time than {@link #FULL}. */
    @JsonProperty("half")
    HALF(0.5),
    /** At all pixels, in twice the time. */
    @JsonProperty("full")
    FULL(1);

    private final double share;

    Mirror(double share) {
        this.share = share;
    }

    /** The mirror image's pixels as a share of the frame's, 0..1. */
    public double share() {
        return share;
    }

    /** As configuration and manifests write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
