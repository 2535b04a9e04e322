package io.limn.video;

import io.limn.shot.ShotClip;
import java.util.ArrayList;
import java.util.List;

/**
 * The colour tags of a video to write, in ffmpeg's names.
 *
 * @param matrix in the names of the {@code scale} filter
 */
record VideoColour(String primaries, String transfer, String space, String matrix) {
    static final VideoColour BT709 = new VideoColour("bt709", "bt709", "bt709", "bt709");

    /** The clip's own tags if its values are written unchanged, else BT.709. */
    static VideoColour of(ShotClip clip) {
        if (clip == null) {
            return BT709;
        }
        String[] tags = clip.colour().split(" ");
        boolean wide = tags[0].equals("bt2020");
        String transfer = tags[1].equals("unknown") ? "bt709" : tags[1];
        return wide
                ? new VideoColour("bt2020", transfer, "bt2020nc", "bt2020")
                : new VideoColour(tags[0].equals("unknown") ? "bt709" : tags[0], transfer, "bt709", "bt709");
    }

    /** @param luma whether samples are Y'CbCr instead of RGB */
    List<String> tags(boolean luma) {
        List<String> tags = new ArrayList<>(List.of("-color_primaries", primaries, "-color_trc", transfer));
        if (luma) {
            tags.addAll(List.of("-colorspace", space, "-color_range", "tv"));
        }
        return tags;
    }

    /** The filter that tags frames: encoders of ffmpeg 5 and 6 use only the frames' tags. */
    String filter(boolean luma) {
        return "setparams=color_primaries=" + primaries + ":color_trc=" + transfer
                + (luma ? ":colorspace=" + space + ":range=tv" : "");
    }
}
