package io.limn.shot.temporal;

import io.limn.parsing.Keypoint;
import java.util.List;

/** Score and keypoints of a person from the frame's own parsing; see {@link io.limn.parsing.Person}. */
record PersonDetail(float score, List<Keypoint> keypoints) {}
