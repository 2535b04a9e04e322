package io.limn.shot.steady;

import io.limn.parsing.Keypoint;
import java.util.List;

/** What a frame's own parsing says of a person beside the mask; see {@link io.limn.parsing.Person}. */
record PersonDetail(float score, List<Keypoint> keypoints) {}
