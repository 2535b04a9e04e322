package io.limn.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.limn.model.decode.Head;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelManifestTypesTest {
    @Test
    void aNativeExecutableKeepsEveryKindOfHead() {
        Stream<Class<?>> kinds = Arrays.stream(
                        Head.class.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::value);
        assertThat(ModelManifest.class
                        .getAnnotation(RegisterForReflection.class)
                        .targets())
                .contains(kinds.toArray(Class[]::new));
    }
}
