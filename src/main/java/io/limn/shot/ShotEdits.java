package io.limn.shot;

import io.limn.edit.EditFit;
import io.limn.edit.Edits;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Corrections of frames of a shot; the numbers of persons in them are those of the shot.
 *
 * @param byFile edits by the frame's file name
 */
public record ShotEdits(Map<String, Edits> byFile) {
    public static final ShotEdits NONE = new ShotEdits(Map.of());

    /**
     * The frame size, labels and persons that edits of a frame have to fit.
     *
     * @param kept the frame's stored data, see {@link KeptFrames}
     * @param layers the network's label layers
     * @throws IOException if it is damaged
     */
    public static EditFit fit(byte[] kept, List<LabelSet> layers) throws IOException {
        KeptFrame frame = KeptFrame.read(kept);
        try (Parsing parsing = frame.parsing(layers)) {
            Map<String, List<String>> labels = new LinkedHashMap<>();
            layers.forEach(layer -> labels.put(
                    layer.name(), layer.labels().stream().map(Label::name).toList()));
            Set<Integer> persons = parsing.persons().stream().map(Person::id).collect(Collectors.toSet());
            return new EditFit(frame.width(), frame.height(), labels, persons);
        }
    }

    boolean isEmpty() {
        return byFile.isEmpty();
    }

    Optional<Edits> of(ShotFrame frame) {
        return Optional.ofNullable(byFile.get(fileName(frame)));
    }

    /** The frames whose edits a frame's own are over, by file name. */
    Set<String> under(ShotFrame frame) {
        return of(frame)
                .filter(Edits::overOthers)
                .map(edits -> edits.over().stream())
                .orElseGet(Stream::of)
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
    }

    static String fileName(ShotFrame frame) {
        return frame.name().substring(frame.name().lastIndexOf('/') + 1);
    }
}
