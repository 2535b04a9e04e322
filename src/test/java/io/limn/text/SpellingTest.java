package io.limn.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KEYS =
            List.of("limn.job.workers", "limn.store.embedded-port", "limn.store.endpoint", "limn.store.region");

    @Test
    void aMisspelledNameIsFoundByItsLetters() {
        assertThat(Spelling.nearestName("limn.stoer.endpoint", KEYS, 100)).contains("limn.store.endpoint");
    }

    @Test
    void anotherNameIsFoundByItsWords() {
        assertThat(Spelling.nearest("limn.store.port", KEYS, 100)).contains("limn.store.endpoint");
        assertThat(Spelling.nearestName("limn.store.port", KEYS, 100)).contains("limn.store.embedded-port");
    }

    @Test
    void aNameThatIsTooLongIsNotCompared() {
        assertThat(Spelling.nearestName("limn.store.region", KEYS, 10)).contains("limn.job.workers");
    }
}
