package io.limn.m2fp.graph;

/** What a node, an input or a weight of a graph gives: a name other nodes refer to. */
public record Value(String name) {}
