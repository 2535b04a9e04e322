package io.limn.event.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.limn.event.RecordingQueue;
import io.limn.event.RecordingQueue.Work;
import io.limn.event.SqsConfig;
import io.limn.event.Works;
import io.limn.problem.FrameFailedException;
import io.limn.process.Polling;
import io.limn.store.LocalServers;
import io.limn.store.ObjectStore;
import io.limn.store.StoreConfigs;
import io.limn.store.StoreException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The consumer against a real queue and a real store; the frames are worked on by the test. Its tests only wait, so they wait together. */
@ExtendWith(LocalServers.class)
@Execution(ExecutionMode.CONCURRENT)
class QueueConsumerTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static ObjectStore store;
    private static LocalSqs sqs;

    private final RecordingQueue frames = new RecordingQueue(false);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Semaphore kept = new Semaphore(0);
    private LocalSqs.Pair queue;
    private Queue requests;
    private QueueConsumer consumer;

    @BeforeAll
    static void startServers(ObjectStore client, LocalSqs queues) {
        store = client;
        sqs = queues;
        // Mutiny sets itself up with its first use, which must not be two at a time.
        upload("first.png");
    }

    @BeforeEach
    void makeQueue() {
        queue = sqs.queue("q-" + UUID.randomUUID(), 2);
    }

    private void consume(int atOnce, Duration backOff) {
        SqsConfig config = StoreConfigs.mapping(SqsConfig.class, "limn.event.sqs", "url", queue.url());
        QueueAccess access =
                QueueAccess.of(config, StoreConfigs.of("access-key", "test", "secret-key", "secret"), atOnce);
        Duration visibility = Duration.ofSeconds(3);
        requests = new Queue(access, queue.url(), Duration.ofSeconds(1), visibility) {
            @Override
            Uni<Void> keep(List<String> receipts) {
                return super.keep(receipts).invoke(() -> kept.release());
            }
        };
        consumer = new QueueConsumer(
                requests, Works.once(store, frames), atOnce, visibility, backOff, new QueueMeters(meters));
        consumer.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        consumer.stop();
        consumer.drain(Duration.ofSeconds(5));
        requests.close();
    }

    private static String upload(String key) {
        String eTag = store.upload("uploads", key, UUID.randomUUID().toString().getBytes(UTF_8), "image/png", Map.of())
                .await()
                .atMost(LIMIT);
        return Notifications.created("uploads", key, eTag);
    }

    private void send(String... bodies) {
        sqs.send(queue.url(), List.of(bodies));
    }

    private static void until(BooleanSupplier so) {
        Polling.until(LIMIT, so);
    }

    private boolean isDrained() {
        return sqs.depth(queue.url()).isEmpty();
    }

    private double settled(Verdict verdict) {
        return meters.counter("limn.sqs.settled", "verdict", verdict.name().toLowerCase(Locale.ROOT))
                .count();
    }

    @Test
    void aMessageStaysInvisibleWhileItsFrameIsParsedAndIsDeletedAfterwards() throws Exception {
        consume(4, Duration.ZERO);
        send(upload("kept/a.png"));
        Work work = frames.next();
        // Four thirds of the time that a message is kept if nobody extends it.
        assertThat(kept.tryAcquire(4, LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(sqs.depth(queue.url())).isEqualTo(new LocalSqs.Depth(0, 1));
        assertThat(consumer.inFlight()).isEqualTo(1);
        work.parsed();
        until(this::isDrained);
        assertThat(frames.asked).hasSize(1);
        assertThat(sqs.depth(queue.deadLetters()).isEmpty()).isTrue();
    }

    @Test
    void aMessageWhoseFrameFailsIsRedeliveredAndEndsInTheDeadLetterQueue() throws Exception {
        consume(4, Duration.ZERO);
        String message = upload("fails/a.png");
        send(message);
        frames.next().fails(new FrameFailedException("no memory", null));
        frames.next().fails(new StoreException(StoreException.Kind.DENIED, "not yours", null));
        until(() -> sqs.depth(queue.deadLetters()).visible() == 1);
        assertThat(sqs.bodies(queue.deadLetters())).containsExactly(message);
        assertThat(settled(Verdict.FAILED)).isEqualTo(2);
        assertThat(isDrained()).isTrue();
    }

    @Test
    void poisonMessagesEndInTheDeadLetterQueueWithoutBlockingOthers() throws Exception {
        consume(1, Duration.ofSeconds(1));
        List<String> poison = List.of(
                "not JSON", "{\"a\":1}", Notifications.created("results", "a.png", "x"), "{\"Records\":[{\"s3\":{}}]}");
        sqs.send(queue.url(), poison);
        send(upload("beside/a.png"));
        frames.next().parsed();
        until(() -> sqs.depth(queue.deadLetters()).visible() == poison.size());
        until(this::isDrained);
        assertThat(sqs.bodies(queue.deadLetters())).containsExactlyInAnyOrderElementsOf(poison);
        assertThat(settled(Verdict.DONE)).isEqualTo(1);
    }

    @Test
    void messagesWithoutWorkAreDeleted() {
        consume(4, Duration.ZERO);
        send(
                "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\"}",
                Notifications.event("ObjectRemoved:Delete", "uploads", "gone.png", "x"),
                Notifications.created("uploads", "gone.png", "x"));
        until(() -> settled(Verdict.DONE) == 3);
        until(this::isDrained);
        assertThat(frames.asked).isEmpty();
        assertThat(sqs.depth(queue.deadLetters()).isEmpty()).isTrue();
    }

    @Test
    void messagesAreReceivedOnlyWhenThereIsRoom() throws Exception {
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            messages.add(upload("many/" + i + ".png"));
        }
        sqs.send(queue.url(), messages);
        consume(3, Duration.ZERO);
        List<Work> underWork = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            underWork.add(frames.next());
        }
        assertThat(sqs.depth(queue.url())).isEqualTo(new LocalSqs.Depth(4, 3));
        for (int i = 0; i < 4; i++) {
            underWork.remove(0).parsed();
            underWork.add(frames.next());
            assertThat(frames.isIdle()).isTrue();
        }
        underWork.forEach(Work::parsed);
        until(this::isDrained);
        assertThat(frames.asked).hasSize(7);
        assertThat(meters.counter("limn.sqs.received").count()).isEqualTo(7);
    }

    @Test
    void twoMessagesForOneUploadAreBothDeleted() throws Exception {
        consume(4, Duration.ZERO);
        String message = upload("twice/a.png");
        send(message, message);
        Work first = frames.next();
        until(() -> consumer.inFlight() == 2);
        first.parsed();
        until(() -> {
            // Whether the second joined the first or came just after its end is for the moment to say.
            frames.ended(Work::parsed);
            return settled(Verdict.DONE) == 2;
        });
        until(this::isDrained);
    }

    @Test
    void aStoppingProcessHandsUnfinishedMessagesBack() throws Exception {
        consume(4, Duration.ofMinutes(15));
        send(upload("stop/a.png"), upload("stop/b.png"));
        Work done = frames.next();
        Work not = frames.next();
        consumer.stop();
        done.parsed();
        not.fails(new FrameFailedException("Limn is stopping", null));
        consumer.drain(LIMIT);
        assertThat(consumer.inFlight()).isZero();
        assertThat(sqs.depth(queue.url())).isEqualTo(new LocalSqs.Depth(1, 0));
        send(upload("stop/c.png"));
        assertThat(frames.isIdle()).as("nothing is received any more").isTrue();
    }

    @Test
    void messagesReceivedAfterAStopAreHandedBack() throws Exception {
        consume(4, Duration.ofMinutes(15));
        consumer.stop();
        send(upload("stop/late.png"));
        consumer.drain(LIMIT);
        assertThat(sqs.depth(queue.url())).isEqualTo(new LocalSqs.Depth(1, 0));
        assertThat(frames.isIdle()).isTrue();
    }

    @Test
    void anUnreachableQueueIsRetriedAndReported() throws Exception {
        LocalSqs.Pair there = queue;
        queue = new LocalSqs.Pair(there.url() + "-gone", there.deadLetters());
        consume(4, Duration.ZERO);
        until(() -> consumer.trouble() != null);
        assertThat(consumer.trouble()).contains("queue");
        sqs.queue(queue.url().substring(queue.url().lastIndexOf('/') + 1), 2);
        send(upload("back/a.png"));
        frames.next().parsed();
        until(this::isDrained);
        assertThat(consumer.trouble()).isNull();
    }
}
