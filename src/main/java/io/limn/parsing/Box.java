package io.limn.parsing;

/** A box in frame pixels: left and top inclusive, width and height at least 1. */
public record Box(int left, int top, int width, int height) {}
