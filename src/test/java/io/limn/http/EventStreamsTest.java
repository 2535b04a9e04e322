package io.limn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EventStreamsTest {
    @Test
    void aCallerWithTooManyStreamsIsRefusedAndOthersAreNot() {
        EventStreams streams = new EventStreams(3, 2);
        Runnable first = streams.enter("a");
        streams.enter("a");
        refused(streams, "a", "limn.http.max-event-streams-per-caller");
        streams.enter("b");
        refused(streams, "c", "limn.http.max-event-streams)");
        first.run();
        first.run();
        assertThat(streams.open()).isEqualTo(2);
        streams.enter("a");
        refused(streams, "a", "per-caller");
    }

    private static void refused(EventStreams streams, String caller, String why) {
        assertThatThrownBy(() -> streams.enter(caller)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(429);
            assertThat(refused.problem().detail()).contains(why);
        });
    }
}
