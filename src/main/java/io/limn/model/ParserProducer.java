package io.limn.model;

import io.limn.parsing.Parser;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one parser of the process, and the model packages it was chosen from. */
@Singleton
final class ParserProducer {
    @Produces
    @Singleton
    Parser parser(ModelSettings settings) {
        return OnnxParser.of(settings);
    }

    void close(@Disposes Parser parser) {
        if (parser instanceof OnnxParser onnx) {
            onnx.close();
        }
    }

    @Produces
    @Singleton
    ModelSettings settings(ModelConfig config) {
        return ModelSettings.of(config);
    }

    @Produces
    @Singleton
    ModelPackages packages(ModelSettings settings) {
        return new ModelPackages(settings.directory());
    }
}
