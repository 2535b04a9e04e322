package io.limn.parsing;

import java.util.List;

/**
 * A person in the frame.
 *
 * @param id 1..255, the value in the {@link PersonMap}; 1 is the largest
 * @param box around all of the person's pixels
 * @param score 0..1
 * @param pixels how many pixels belong to this person
 * @param keypoints the joints found, in COCO order; absent ones are left out
 */
public record Person(int id, Box box, float score, long pixels, List<Keypoint> keypoints) {
    public Person {
        keypoints = List.copyOf(keypoints);
        if (id < 1 || id > 255) {
            throw new IllegalArgumentException("a person's id is 1..255, not " + id);
        }
    }
}
