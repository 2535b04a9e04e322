package io.limn.shot;

import io.limn.parsing.Box;
import io.limn.parsing.Parsing;
import java.util.List;

/** What {@code shot.json} says of a person in a frame. */
public record PersonReport(int id, Box box, long pixels, float score) {
    static List<PersonReport> of(Parsing parsing) {
        return parsing.persons().stream()
                .map(person -> new PersonReport(person.id(), person.box(), person.pixels(), person.score()))
                .toList();
    }
}
