package io.limn.model;

import java.util.List;

/**
 * How a network's output for the mirrored frame maps to that for the frame.
 *
 * @param output its name
 * @param planes for each plane, the plane of the mirrored frame's output that means the same
 * @param labels whether the planes are the scores of a layer's labels
 * @param vectors whether the planes are displacements right and down, in input pixels
 */
record MirrorChannels(String output, int[] planes, boolean labels, boolean vectors) {
    /**
     * Of all outputs.
     *
     * @throws IllegalArgumentException if a head's outputs can't be matched with those of the mirrored frame
     */
    static List<MirrorChannels> of(ModelPackage model) {
        return model.manifest().heads().stream()
                .flatMap(head -> head.accept(new HeadMirroring(model)).stream())
                .toList();
    }
}
