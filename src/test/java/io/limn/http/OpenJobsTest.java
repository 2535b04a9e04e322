package io.limn.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.batch.JobRecord;
import io.limn.batch.JobSnapshot;
import io.limn.batch.Sender;
import io.limn.frame.plate.ReadOptions;
import io.limn.job.ProgressRegistry;
import io.limn.job.StagePace;
import io.limn.output.RenderOptions;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class OpenJobsTest {
    private static final int MOST = 8;
    private static final Sender ONE = new Sender(null, "one");
    private static final Sender OTHER = new Sender(null, "other");

    private final Map<String, JobSnapshot> stored = new ConcurrentHashMap<>();
    private final OpenJobs open = new OpenJobs(
            id -> Uni.createFrom().item(() -> Optional.ofNullable(stored.get(id))),
            new ProgressRegistry(new StagePace()),
            "jobs/",
            MOST);

    @Test
    void aQuarterOfTheOpenJobsIsReservedForOtherCallers() {
        for (int i = 0; i < MOST * 3 / 4; i++) {
            assertThat(hasRoom(ONE)).isTrue();
            open.add(job("one" + i), ONE);
        }
        assertThat(hasRoom(ONE)).isFalse();
        for (int i = 0; i < MOST / 4; i++) {
            assertThat(hasRoom(OTHER)).isTrue();
            open.add(job("other" + i), OTHER);
        }
        assertThat(hasRoom(OTHER)).isFalse();
        open.remove("one0");
        assertThat(hasRoom(ONE)).isTrue();
    }

    @Test
    void aJobDeletedByAnotherProcessFreesItsSlot() {
        for (int i = 0; i < MOST * 3 / 4; i++) {
            open.add(job("one" + i), ONE);
        }
        stored.remove("one3");
        assertThat(hasRoom(ONE)).isTrue();
        assertThat(open.frames()).isEqualTo(MOST * 3 / 4 - 1);
    }

    private boolean hasRoom(Sender sender) {
        return open.hasRoom(sender).await().atMost(Duration.ofSeconds(10));
    }

    private JobSnapshot job(String id) {
        JobRecord.Frame picture = new JobRecord.Frame(1, "a.jpg", "jobs/" + id + "/1/a.jpg", "e", 1);
        JobRecord record = new JobRecord(
                id,
                Instant.now(),
                List.of("overlay"),
                RenderOptions.DEFAULT,
                ReadOptions.DEFAULT,
                List.of(picture),
                null);
        JobSnapshot job = new JobSnapshot(record, List.of(new JobSnapshot.Frame(picture, new JobSnapshot.Open(false))));
        stored.put(id, job);
        return job;
    }
}
