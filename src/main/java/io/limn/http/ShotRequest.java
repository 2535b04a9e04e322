package io.limn.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A shot whose frames are in the bucket, as the OpenAPI document has it. */
@Schema(name = "ShotRequest")
record ShotRequest(
        @Schema(
                        required = true,
                        description = "A text, the prefix of the frames' keys, or a list of keys",
                        example = "plates/sh010/")
                Object frames) {}
