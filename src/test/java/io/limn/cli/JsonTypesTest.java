package io.limn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.junit.jupiter.api.Test;

class JsonTypesTest {
    private static final RegisterForReflection NAMED = JsonTypes.class.getAnnotation(RegisterForReflection.class);

    @Test
    void everyTypeThatIsNamedIsThere() throws ClassNotFoundException {
        for (String name : NAMED.classNames()) {
            assertThat(Class.forName(name).isRecord()).as(name).isTrue();
        }
    }
}
