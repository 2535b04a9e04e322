package io.limn.http;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query of a call that draws; words as they came, so that a wrong one can be named. */
public record ParseQuery(
        @QueryParam("output") @Parameter(description = "What is handed over; may be repeated") List<String> outputs,
        @QueryParam("palette")
                @Parameter(description = "The colours: model, voc, or a palette of the configuration", example = "voc")
                String palette,
        @QueryParam("opacity")
                @Parameter(
                        description = "How strongly colours cover the frame in the overlay",
                        schema = @Schema(type = SchemaType.NUMBER, minimum = "0", maximum = "1"))
                String opacity,
        @QueryParam("quality")
                @Parameter(
                        description = "JPEG quality of the overlay",
                        schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
                String quality) {
    static final ParseQuery EMPTY = new ParseQuery(List.of(), null, null, null);

    public ParseQuery {
        outputs = outputs == null ? List.of() : List.copyOf(outputs);
    }
}
