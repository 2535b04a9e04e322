package io.limn.edit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * One correction. Coordinates are pixels of the upright frame; a point is {@code x, y}, for a brush optionally {@code x, y, pressure}.
 * Members that weren't sent are null; sizes are diameters in pixels.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Stroke.Brush.class, name = "brush"),
    @JsonSubTypes.Type(value = Stroke.Eraser.class, name = "eraser"),
    @JsonSubTypes.Type(value = Stroke.Polygon.class, name = "polygon"),
    @JsonSubTypes.Type(value = Stroke.Flood.class, name = "flood"),
    @JsonSubTypes.Type(value = Stroke.Relabel.class, name = "relabel"),
    @JsonSubTypes.Type(value = Stroke.SwapSides.class, name = "swap-sides"),
    @JsonSubTypes.Type(value = Stroke.Split.class, name = "split"),
    @JsonSubTypes.Type(value = Stroke.Merge.class, name = "merge"),
    @JsonSubTypes.Type(value = Stroke.Delete.class, name = "delete")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Stroke {
    /** The layer of persons, beside the model's label layers. */
    String PERSONS = "persons";

    /** A stroke that paints a label or a person over an area. */
    sealed interface Painting extends Stroke {
        String layer();

        String label();

        Integer person();

        Boolean inside();

        /** Labels and persons that are not changed, e.g. {@code parts:face}. */
        List<String> keep();
    }

    record Brush(
            String layer,
            String label,
            Integer person,
            double[][] points,
            Double size,
            Double hardness,
            Boolean inside,
            List<String> keep)
            implements Painting {}

    record Eraser(String layer, double[][] points, Double size, Double hardness, List<String> keep) implements Stroke {}

    record Polygon(String layer, String label, Integer person, double[][] points, Boolean inside, List<String> keep)
            implements Painting {}

    record Flood(String layer, String label, Integer person, double[] at, Boolean inside, List<String> keep)
            implements Painting {}

    record Relabel(String layer, String label, double[] at, Boolean everywhere) implements Stroke {}

    record SwapSides(Integer person) implements Stroke {}

    record Split(Integer person, Integer into, double[][] line, double[][] polygon) implements Stroke {}

    record Merge(List<Integer> persons) implements Stroke {}

    record Delete(Integer person) implements Stroke {}
}
