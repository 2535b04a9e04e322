package io.limn.m2fp.importer;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What an import made; {@code --json} prints it.
 *
 * @param folder of the package
 * @param persons whether it tells persons apart
 * @param bytes of the network
 * @param sha256 of the network, lower-case hex
 * @param int8 null where it wasn't asked for
 */
record ImportedModel(
        String folder,
        String name,
        boolean persons,
        int labels,
        int queries,
        long bytes,
        String sha256,
        double seconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) Int8Report int8) {}
