package io.limn.parsing;

/**
 * Which network made a parsing: part of a result's identity.
 *
 * @param name of the model package
 * @param version as the package states it
 * @param sha256 of the network file, lower-case hex
 */
public record ModelId(String name, String version, String sha256) {}
