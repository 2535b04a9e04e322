package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A soak of seconds; {@code bench/soak.sh} is one of half an hour. */
@Tag("process")
class SoakIT {
    @TempDir
    Path home;

    @Test
    void everyUploadEndsWithExactlyOneCorrectManifest() throws Exception {
        try (Soak soak = new Soak(SoakPlan.brief(home), System.out::println)) {
            SoakVerdict verdict = soak.run();
            assertThat(verdict.lost()).as("lost").isEmpty();
            assertThat(verdict.stale()).as("stale").isEmpty();
            assertThat(verdict.wrong()).as("wrong").isEmpty();
            assertThat(verdict.unlisted()).as("results nobody vouches for").isEmpty();
            assertThat(soak.processes().kills()).isPositive();
            assertThat(soak.processes().lives().isAlive()).isTrue();
            assertThat(soak.servers().s3().faults().happened())
                    .as("faults that the store had")
                    .isGreaterThan(50);
            assertThat(soak.faults().counts()).containsKeys("bad store", "connections held", "store stalls");
        }
    }
}
