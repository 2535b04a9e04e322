package io.limn.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CallProblemTest {
    @Test
    void aParameterIsTakenForAMisspellingOnlyWhereItIsNearToOne() {
        assertThat(detail("outptu"))
                .isEqualTo("There is no parameter 'outptu'; did you mean 'output'? It takes: output, colour.");
        assertThat(detail("foo")).isEqualTo("There is no parameter 'foo'; it takes: output, colour.");
    }

    private static String detail(String name) {
        return CallProblem.unknownParameter(name, List.of("output", "colour"))
                .problem()
                .detail();
    }
}
