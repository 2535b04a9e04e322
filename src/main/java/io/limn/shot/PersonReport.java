package io.limn.shot;

import io.limn.parsing.Box;
import io.limn.parsing.Parsing;
import java.util.List;

/** A person in a frame's entry in {@code shot.json}. */
public record PersonReport(int id, Box box, long pixels, float score) {
    static List<PersonReport> of(Parsing parsing) {
        return parsing.persons().stream()
                .map(person -> new PersonReport(person.id(), person.box(), person.pixels(), person.score()))
                .toList();
    }
}
