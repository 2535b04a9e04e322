package io.limn.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobShelfTest {
    private Instant now = Instant.now();
    private final JobShelf shelf = new JobShelf(3, 100, Duration.ofMinutes(15), () -> now);

    @Test
    void theOldestFinishedJobMakesRoomAndNeverAnUnfinishedOne() {
        BookedJob working = job("working");
        BookedJob older = finished("older");
        BookedJob newer = finished("newer");
        assertThat(List.of(shelf.put(working, 1), shelf.put(older, 1), shelf.put(newer, 1)))
                .containsOnly(true);
        assertThat(shelf.put(job("next"), 1)).isTrue();
        assertThat(shelf.find("older")).isEmpty();
        assertThat(shelf.find("newer")).contains(newer);
        assertThat(shelf.put(job("another"), 1)).isTrue();
        assertThat(shelf.find("newer")).isEmpty();
        assertThat(shelf.put(job("one too many"), 1)).isFalse();
        assertThat(shelf.find("working")).contains(working);
    }

    @Test
    void bytesAreBoundedWhenJobsComeAndWhenTheyGrow() {
        BookedJob finished = finished("finished");
        shelf.put(finished, 60);
        BookedJob growing = job("growing");
        assertThat(shelf.put(growing, 30)).isTrue();
        assertThat(shelf.grow(growing, 30)).isTrue();
        assertThat(shelf.find("finished")).isEmpty();
        assertThat(shelf.bytes()).isEqualTo(60);
        assertThat(shelf.grow(growing, 41)).isFalse();
        assertThat(shelf.grow(growing, -20)).isTrue();
        assertThat(shelf.grow(growing, 60)).isTrue();
        assertThat(shelf.bytes()).isEqualTo(100);
        shelf.remove("growing");
        assertThat(shelf.bytes()).isZero();
        assertThat(shelf.isEmpty()).isTrue();
    }

    @Test
    void aJobThatWasForgottenKeepsNothingAnyMore() {
        assertThat(shelf.grow(job("never put"), 1)).isFalse();
        assertThat(shelf.bytes()).isZero();
    }

    @Test
    void aFinishedJobIsForgottenWhenItIsOldAndAnUnfinishedOneIsNot() {
        shelf.put(finished("finished"), 1);
        shelf.put(job("working"), 1);
        now = now.plus(Duration.ofMinutes(16));
        assertThat(shelf.find("finished")).isEmpty();
        assertThat(shelf.find("working")).isPresent();
    }

    private static BookedJob job(String id) {
        return new BookedJob(id, Instant.now(), List.of("a.jpg"), new StagePace());
    }

    private static BookedJob finished(String id) {
        BookedJob job = job(id);
        job.cancel();
        return job;
    }
}
