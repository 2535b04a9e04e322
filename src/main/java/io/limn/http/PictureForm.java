package io.limn.http;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A form with one picture, as the OpenAPI document has it; {@link io.limn.http.body.FormParser} reads it. */
@Schema(name = "PictureForm")
record PictureForm(
        @Schema(required = true, type = SchemaType.STRING, format = "binary", description = "The picture")
                String image) {}
