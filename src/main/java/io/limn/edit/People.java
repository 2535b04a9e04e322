package io.limn.edit;

import java.util.List;
import java.util.stream.Stream;

/** The persons that strokes name. */
final class People {
    private People() {}

    /** The highest number that the strokes name, 1 or more. */
    static int most(List<Stroke> strokes) {
        return strokes.stream().flatMap(People::of).mapToInt(id -> id).max().orElse(1);
    }

    private static Stream<Integer> of(Stroke stroke) {
        if (stroke instanceof Stroke.Painting paint) {
            return Stream.ofNullable(paint.person());
        }
        if (stroke instanceof Stroke.Split split) {
            return Stream.of(split.person(), split.into());
        }
        return stroke instanceof Stroke.Merge merge ? merge.persons().stream() : Stream.empty();
    }
}
