package io.limn.m2fp.graph;

/** An input, a weight or a node's output in a graph: the name by which nodes refer to it. */
public record Value(String name) {}
