package io.limn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ParsedFileTest {
    @Test
    void theMillisecondsAreTheStagesWithoutTheirPartsAndWithoutWaiting() {
        assertThat(ParsedFile.millis(Map.of(
                        "queue", 1000.0,
                        "fetch", 1.0,
                        "decode", 2.0,
                        "infer", 40.0,
                        "infer.network", 38.0,
                        "render", 4.0,
                        "put", 8.0)))
                .isEqualTo(55.0);
    }
}
