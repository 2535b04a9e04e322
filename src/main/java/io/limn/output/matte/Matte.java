package io.limn.output.matte;

import java.util.List;

/**
 * What a matte is of: somebody's labels, less others.
 *
 * @param name e.g. {@code left-arm}, {@code person-1} or {@code person-1/left-arm}
 * @param person {@link io.limn.parsing.Person#id()}; 0 for everybody
 * @param of empty for the whole person
 * @param without what is taken away
 */
public record Matte(String name, int person, List<Labels> of, List<Labels> without) {
    /**
     * Labels of one layer.
     *
     * @param layer its place among the parsing's layers
     * @param ids of the labels
     */
    public record Labels(int layer, int[] ids) {
        boolean has(int label) {
            for (int id : ids) {
                if (id == label) {
                    return true;
                }
            }
            return false;
        }
    }

    public Matte {
        of = List.copyOf(of);
        without = List.copyOf(without);
    }

    /** Whether it is of labels of this layer. */
    public boolean reads(int layer) {
        return of.stream().anyMatch(labels -> labels.layer() == layer)
                || without.stream().anyMatch(labels -> labels.layer() == layer);
    }

    /** The same of one person. */
    public Matte ofPerson(int id) {
        return new Matte("person-" + id + "/" + name, id, of, without);
    }

    /** @param id 0 for everybody */
    public static Matte wholePerson(int id) {
        return new Matte(id == 0 ? "person" : "person-" + id, id, List.of(), List.of());
    }
}
