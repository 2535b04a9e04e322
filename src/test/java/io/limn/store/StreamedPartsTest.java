package io.limn.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import org.junit.jupiter.api.Test;

/** A stream is read as fast as its reader asks, and closed whatever becomes of it. */
class StreamedPartsTest {
    private static final class Source extends ByteArrayInputStream {
        int closed;

        Source(int bytes) {
            super(new byte[bytes]);
        }

        @Override
        public void close() {
            closed++;
        }
    }

    /** Threads that run when the test says so. */
    private static final class Steps implements Executor {
        private final Queue<Runnable> waiting = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            waiting.add(task);
        }

        void run() {
            while (!waiting.isEmpty()) {
                waiting.remove().run();
            }
        }
    }

    private final Steps threads = new Steps();

    private AssertSubscriber<Integer> reader(Source source, long length, long demand) {
        return Multi.createFrom()
                .publisher(AdaptersToFlow.publisher(new StreamedParts(source, length, threads)))
                .map(part -> part.remaining())
                .subscribe()
                .withSubscriber(AssertSubscriber.create(demand));
    }

    @Test
    void partsAreSentOnDemand() {
        Source source = new Source(150_000);
        AssertSubscriber<Integer> reader = reader(source, 150_000, 1);
        threads.run();
        reader.assertItems(65_536).assertNotTerminated();
        assertThat(threads.waiting).isEmpty();
        reader.request(2);
        threads.run();
        reader.assertItems(65_536, 65_536, 18_928).assertCompleted();
        assertThat(source.closed).isEqualTo(1);
        reader.request(5);
        threads.run();
        assertThat(source.closed).isEqualTo(1);
    }

    @Test
    void anEmptyStreamIsAnEndToo() {
        Source source = new Source(0);
        AssertSubscriber<Integer> reader = reader(source, 0, Long.MAX_VALUE);
        threads.run();
        reader.assertCompleted().assertHasNotReceivedAnyItem();
        assertThat(source.closed).isEqualTo(1);
    }

    @Test
    void cancellingClosesTheStream() {
        Source source = new Source(150_000);
        AssertSubscriber<Integer> reader = reader(source, 150_000, 1);
        threads.run();
        reader.cancel();
        threads.run();
        assertThat(source.closed).isEqualTo(1);
    }

    @Test
    void aStreamThatEndsEarlyFails() {
        Source source = new Source(70_000);
        AssertSubscriber<Integer> reader = reader(source, 150_000, Long.MAX_VALUE);
        threads.run();
        reader.assertFailedWith(EOFException.class, "early");
        assertThat(source.closed).isEqualTo(1);
    }
}
