package io.limn.http.inference;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The protocol's metadata of a model. */
@Schema(name = "InferenceModel")
public record ModelMetadata(
        String name,
        List<String> versions,
        String platform,
        List<TensorMetadata> inputs,
        List<TensorMetadata> outputs) {
    /** A tensor that goes in or comes out; -1 in the shape stands for any size. */
    @Schema(name = "InferenceTensorMetadata")
    public record TensorMetadata(String name, String datatype, List<Integer> shape) {}
}
