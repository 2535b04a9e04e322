package io.limn.edit;

import io.limn.parsing.Person;
import io.limn.result.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What edits must fit: the frame's size, labels and persons.
 *
 * @param width of the frame in pixels
 * @param height of the frame in pixels
 * @param labels names by layer, the main one first
 * @param persons numbers of the persons that were found before any edits
 */
public record EditFit(int width, int height, Map<String, List<String>> labels, Set<Integer> persons) {
    /** Empty if the frame was rejected. */
    public static Optional<EditFit> of(Manifest manifest) {
        if (manifest.labels() == null) {
            return Optional.empty();
        }
        Map<String, List<String>> labels = new LinkedHashMap<>();
        manifest.labels().forEach((layer, counts) -> labels.put(layer, List.copyOf(counts.keySet())));
        boolean edited = manifest.edited() != null && manifest.edited().persons() != null;
        Set<Integer> persons = edited
                ? Set.copyOf(manifest.edited().persons())
                : manifest.persons().stream().map(Person::id).collect(Collectors.toSet());
        return Optional.of(new EditFit(manifest.width(), manifest.height(), labels, persons));
    }
}
