package io.limn.http;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A shot whose frames are in the bucket, as the OpenAPI document has it. */
@Schema(name = "ShotFrames")
record ShotWish(
        @Schema(
                        required = true,
                        oneOf = {String.class, List.class},
                        description = "A prefix of keys, or a list of keys",
                        example = "plates/sh010/")
                Object frames) {}
