package io.limn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import io.limn.model.Head;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonTypesTest {
    private static final RegisterForReflection NAMED = JsonTypes.class.getAnnotation(RegisterForReflection.class);

    @Test
    void everyTypeThatIsNamedIsThere() throws ClassNotFoundException {
        for (String name : NAMED.classNames()) {
            assertThat(Class.forName(name).isRecord()).as(name).isTrue();
        }
    }

    @Test
    void everyKindOfHeadIsNamed() {
        Stream<Class<?>> kinds = Arrays.stream(
                        Head.class.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::value);
        assertThat(NAMED.targets()).contains(kinds.toArray(Class[]::new));
    }
}
