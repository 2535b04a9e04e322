package io.limn.http.inference;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** The shapes of a request and of its answer, for the OpenAPI document. */
final class InferenceSchemas {
    private InferenceSchemas() {}

    static Schema request() {
        Schema input = tensor().required(List.of("name", "shape", "datatype"));
        Schema output = object().addProperty("name", string())
                .addProperty("parameters", object())
                .addRequired("name");
        return object().addProperty("id", string())
                .addProperty("parameters", object())
                .addProperty("inputs", array(input))
                .addProperty("outputs", array(output))
                .addRequired("inputs");
    }

    static Schema answer() {
        return object().addProperty("model_name", string())
                .addProperty("model_version", string())
                .addProperty("id", string())
                .addProperty("outputs", array(tensor().required(List.of("name", "shape", "datatype"))))
                .required(List.of("model_name", "outputs"));
    }

    static Schema tensor() {
        return object().addProperty("name", string())
                .addProperty("shape", array(OASFactory.createSchema().addType(Schema.SchemaType.INTEGER)))
                .addProperty("datatype", string())
                .addProperty("parameters", object())
                .addProperty("data", array(OASFactory.createSchema()));
    }

    static Schema object() {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
    }

    static Schema string() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }

    static Schema array(Schema items) {
        return OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(items);
    }
}
