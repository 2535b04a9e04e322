package io.limn.frame.header;

/** A part of a file: where it begins and how many bytes it has. */
public record Segment(int at, int size) {}
