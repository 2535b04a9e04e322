package io.limn.m2fp.importer;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The result of an import; {@code --json} prints it.
 *
 * @param folder of the package
 * @param persons whether the model distinguishes persons
 * @param bytes of the network
 * @param sha256 of the network, lower-case hex
 * @param int8 null if int8 wasn't requested
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
