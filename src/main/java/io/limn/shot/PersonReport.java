package io.limn.shot;

import io.limn.parsing.Box;

/** What {@code shot.json} says of a person in a frame. */
public record PersonReport(int id, Box box, long pixels, float score) {}
