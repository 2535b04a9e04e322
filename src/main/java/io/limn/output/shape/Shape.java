package io.limn.output.shape;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A path with a name.
 *
 * @param name unique in its document: the matte's, with a number for further pieces and holes
 * @param kind what it is
 * @param matte whose outline or centre line it is, e.g. {@code person-1/left-arm}
 * @param closed whether the last vertex is joined to the first
 * @param first the first frame that has the shape; null where all have it
 * @param last the last frame that has the shape; null where all have it
 * @param keys at least one, by ascending frame; all of a shape have as many vertices. In between, vertices and tangents move linearly
 */
public record Shape(
        String name,
        Kind kind,
        String matte,
        boolean closed,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer first,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer last,
        List<Key> keys) {
    /** What a path is. */
    public enum Kind {
        /** The edge of a matte's piece. */
        @JsonProperty("outline")
        OUTLINE,
        /** The edge of what is missing inside an outline. */
        @JsonProperty("hole")
        HOLE,
        /** An open path through a limb, from the trunk outwards. */
        @JsonProperty("centre-line")
        CENTRE_LINE
    }

    /**
     * A path at a frame.
     *
     * @param frame its number; 1 for a still
     * @param vertices a row each: x and y in frame pixels, then x and y of the tangents before and after, relative to the vertex
     * @param radii of a centre line: from each vertex to the limb's edge, in pixels; 0 where the limb is hidden
     * @param landmarks of a centre line: the vertices that are joints and ends
     */
    public record Key(
            int frame,
            double[][] vertices,
            @JsonInclude(JsonInclude.Include.NON_NULL) double[] radii,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<Landmark> landmarks) {}

    /**
     * A vertex of a centre line that has a name.
     *
     * @param name e.g. {@code elbow}
     * @param vertex its number, from 0
     * @param source where it was taken from
     * @param confidence 0..1: the joint's score; 0.5 where parts touch or for the end of a hand or foot; 0.25 for a guess
     */
    public record Landmark(String name, int vertex, Source source, double confidence) {}

    /** Where a landmark was taken from. */
    public enum Source {
        /** A joint that the network found. */
        @JsonProperty("joint")
        JOINT,
        /** The body parts: where two of them touch, or the middle or end of one. */
        @JsonProperty("parts")
        PARTS,
        /** The end of what is visible: a guess. */
        @JsonProperty("guess")
        GUESS
    }

    public Shape {
        keys = List.copyOf(keys);
    }

    /** Of all frames. */
    public Shape(String name, Kind kind, String matte, boolean closed, List<Key> keys) {
        this(name, kind, matte, closed, null, null, keys);
    }
}
