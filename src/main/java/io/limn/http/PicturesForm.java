package io.limn.http;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A form with one picture or several, as the OpenAPI document has it. */
@Schema(name = "PicturesForm")
record PicturesForm(@Schema(required = true, description = "The pictures, each a part of its own") List<File> image) {
    /** A file's bytes. */
    @Schema(name = "PictureFile", type = SchemaType.STRING, format = "binary")
    interface File {}
}
