package io.limn.process;

import io.limn.event.sqs.Notifications;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Uploads at four fifths of what the processes can do, for long, while they are killed, the store fails and events come twice, late and in
 * no order; then looks whether every upload has its results. {@code bench/soak.sh} runs it for half an hour, {@link SoakIT} briefly.
 */
final class Soak implements AutoCloseable {
    private static final int WARM = 40;
    private static final int MEASURED = 150;
    private static final int MOST_WAITING = 600;
    private static final int MOST_DUE = 40;
    private static final Duration TICK = Duration.ofMillis(250);

    /** Messages that can never succeed. */
    static final List<String> POISON = List.of(
            "not JSON",
            "{\"hello\":\"world\"}",
            "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"bucket\":{\"name\":\"uploads\"}}}]}",
            Notifications.created("results", "plate.png", "0"),
            Notifications.created("somebody-elses", "plate.png", "0"));

    private final SoakPlan plan;
    private final SoakServers servers;
    private final SoakProcesses processes;
    private final SoakUploads uploads;
    private final SoakFaults faults;
    private final SoakGauge gauge;
    private final Consumer<String> out;
    private final CompletableFuture<Void> sent = new CompletableFuture<>();
    private final long began;
    private double rate;
    private double due;
    private long loaded;
    private int moved;

    Soak(SoakPlan plan, Consumer<String> out) throws Exception {
        this.plan = plan;
        this.out = out;
        servers = SoakServers.start(plan.home(), plan.receives());
        processes = new SoakProcesses(servers, plan);
        uploads =
                new SoakUploads(servers, plan.network().equals("tiny") ? SoakFrames.plain() : SoakFrames.photograph());
        faults = new SoakFaults(plan, servers, processes);
        gauge = new SoakGauge(processes.lives());
        began = System.nanoTime();
    }

    private interface Step {
        void run() throws Exception;
    }

    /** All of it. */
    SoakVerdict run() throws Exception {
        rate = plan.measured() ? Math.min(plan.rate(), 0.8 * measure()) : plan.rate();
        out.accept("%.1f uploads a second".formatted(rate));
        servers.sqs().send(servers.queue().url(), POISON);
        uploads.add("{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"uploads\"}");
        uploads.add(Notifications.event("ObjectRemoved:Delete", "uploads", "shot/plate.00003.jpg", "0"));
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
        try {
            every(threads, TICK, this::load);
            every(threads, TICK, () -> {
                if (uploads.taken() / plan.faultEvery() > faults.begun()) {
                    faults.step();
                }
            });
            every(threads, TICK, () -> {
                if (uploads.taken() / plan.killEvery() > processes.kills()) {
                    processes.kill();
                }
            });
            every(threads, Duration.ofMinutes(1), () -> {
                redrive();
                out.accept(reading());
            });
            sent.get();
        } finally {
            threads.shutdown();
            threads.awaitTermination(SoakPlan.LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        faults.end();
        uploads.reportAll();
        settle();
        out.accept(reading());
        SoakVerdict verdict = SoakVerdict.of(servers, uploads.newest(), 4);
        out.accept(summary(verdict));
        return verdict;
    }

    private void every(ScheduledExecutorService threads, Duration time, Step step) {
        threads.scheduleWithFixedDelay(
                () -> {
                    try {
                        step.run();
                    } catch (Exception | AssertionError e) {
                        sent.completeExceptionally(e);
                    }
                },
                time.toMillis(),
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** How many frames a second they do with nothing in their way, once they are warm. */
    private double measure() {
        servers.s3().faults().percent(0);
        double measured = 0;
        for (int count : new int[] {WARM, MEASURED}) {
            long start = System.nanoTime();
            uploads.upload(count);
            uploads.reportAll();
            Polling.until(SoakPlan.LIMIT, servers::idle);
            measured = count / ((System.nanoTime() - start) / 1e9);
        }
        out.accept("measured %.1f uploads a second".formatted(measured));
        faults.begin();
        return measured;
    }

    /** What is due by now, unless those sent before are waiting still. */
    private void load() {
        long now = System.nanoTime();
        due = Math.min(MOST_DUE, due + rate * (loaded == 0 ? 0 : (now - loaded) / 1e9));
        loaded = now;
        int count = (int) Math.min(due, plan.uploads() - uploads.taken());
        if (count > 0 && servers.waiting() < MOST_WAITING) {
            uploads.upload(count);
            due -= count;
        }
        uploads.reportSome();
        if (uploads.taken() >= plan.uploads() || minutes() > plan.minutes()) {
            sent.complete(null);
        }
    }

    /** What an operator does with messages that were put aside, once their cause is gone. */
    private int redrive() {
        List<String> dead = new ArrayList<>(servers.sqs().bodies(servers.queue().deadLetters()));
        int all = dead.size();
        dead.removeAll(POISON);
        servers.sqs().send(servers.queue().url(), dead);
        moved += dead.size();
        return dead.size();
    }

    private void settle() {
        do {
            Polling.until(SoakPlan.LIMIT.multipliedBy(4), servers::idle);
        } while (redrive() > 0);
    }

    private double minutes() {
        return (System.nanoTime() - began) / 60e9;
    }

    private String reading() throws Exception {
        return gauge.read(minutes(), uploads.taken(), servers.waiting()).toString();
    }

    private String summary(SoakVerdict verdict) {
        return String.join(
                "\n",
                "%d uploads of %d keys in %.1f min; %d tries that the store refused for good were repeated; %d events"
                        .formatted(
                                uploads.taken(), uploads.newest().size(), minutes(), uploads.refused(), uploads.told()),
                "processes: %d killed, %d asked to stop; one lived through all: %s"
                        .formatted(
                                processes.kills(),
                                processes.stops(),
                                processes.lives().isAlive()),
                "requests to the store: " + servers.s3().faults().kinds(),
                "faults: " + faults.counts(),
                "messages moved back from the dead letters: " + moved,
                "keys with results %d, with an error manifest as they are damaged %d"
                        .formatted(verdict.results(), verdict.refused()),
                "lost %d %s, stale %d %s, wrong %d %s, unlisted %d %s"
                        .formatted(
                                verdict.lost().size(), some(verdict.lost()),
                                verdict.stale().size(), some(verdict.stale()),
                                verdict.wrong().size(), some(verdict.wrong()),
                                verdict.unlisted().size(), some(verdict.unlisted())));
    }

    private static List<String> some(Collection<String> all) {
        return all.stream().limit(5).toList();
    }

    SoakFaults faults() {
        return faults;
    }

    SoakServers servers() {
        return servers;
    }

    SoakProcesses processes() {
        return processes;
    }

    SoakGauge gauge() {
        return gauge;
    }

    @Override
    public void close() {
        processes.close();
        servers.close();
    }

    /** {@code HOME [--uploads N] [--rate N] …}; ends with 1 if anything is lost, stale or wrong. */
    public static void main(String... arguments) throws Exception {
        Path home = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
        boolean good = false;
        try (Soak soak =
                new Soak(SoakPlan.of(home, Arrays.copyOfRange(arguments, 1, arguments.length)), System.out::println)) {
            good = soak.run().good();
            if (!good) {
                Files.writeString(
                        home.resolve("lives.log"), soak.processes.lives().output());
            }
        } catch (Exception | AssertionError failed) {
            System.err.println(
                    "The soak has no verdict: " + failed); // the servers' threads would keep the process alive
        }
        System.exit(good ? 0 : 1);
    }
}
