package io.limn.output.matte;

import java.util.List;

/**
 * The definition of a matte: labels of one person or of all people, minus other labels.
 *
 * @param name e.g. {@code left-arm}, {@code person-1} or {@code person-1/left-arm}
 * @param person {@link io.limn.parsing.Person#id()}; 0 for all people
 * @param of labels to include; empty for the whole person
 * @param without labels to subtract
 */
public record Matte(String name, int person, List<Labels> of, List<Labels> without) {
    /**
     * Labels of one layer.
     *
     * @param layer its index among the parsing's layers
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

    /** Whether it includes or subtracts labels of this layer. */
    public boolean reads(int layer) {
        return of.stream().anyMatch(labels -> labels.layer() == layer)
                || without.stream().anyMatch(labels -> labels.layer() == layer);
    }

    /** The same matte restricted to one person. */
    public Matte ofPerson(int id) {
        return new Matte("person-" + id + "/" + name, id, of, without);
    }

    /**
     * The matte of a whole person.
     *
     * @param id 0 for all people
     */
    public static Matte wholePerson(int id) {
        return new Matte(id == 0 ? "person" : "person-" + id, id, List.of(), List.of());
    }
}
