package io.limn.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** One fault after the other, ended when the next begins if it doesn't end by itself. The store has a few all the time. */
final class SoakFaults {
    private static final int USUAL_PERCENT = 5;
    private static final int BAD_PERCENT = 35;
    private static final int CONNECTIONS = 400;
    private static final long LARGEST_DISK = 4L << 30;

    private final SoakServers servers;
    private final SoakProcesses processes;
    private final Path ballast;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private int next;
    private int jumps;

    private interface Action {
        void run() throws IOException, InterruptedException;
    }

    private record Fault(String name, Action begin, Action end) {}

    SoakFaults(SoakPlan plan, SoakServers servers, SoakProcesses processes) {
        this.servers = servers;
        this.processes = processes;
        this.ballast = plan.home().resolve("ballast");
        faults.add(new Fault("bad store", () -> percent(BAD_PERCENT), () -> percent(USUAL_PERCENT)));
        if (plan.fillDisk()) {
            faults.add(new Fault("full disk", () -> fill(plan.faultTime()), () -> {}));
        }
        faults.add(new Fault(
                "connections held", () -> processes.holdConnections(CONNECTIONS), processes::releaseConnections));
        if (plan.clockLibrary() != null) {
            faults.add(new Fault("clock jump", this::jump, () -> processes.clock(Duration.ZERO)));
        }
        faults.add(new Fault("store stalls", () -> servers.s3().faults().stall(plan.faultTime()), () -> {}));
        faults.add(new Fault("asked to stop", processes::stop, () -> {}));
        begin();
    }

    /** From now on a few requests fail. */
    void begin() {
        percent(USUAL_PERCENT);
    }

    private void percent(int share) {
        servers.s3().faults().percent(share);
    }

    /** Ends the last fault and begins the next. */
    void step() throws IOException, InterruptedException {
        if (next > 0) {
            faults.get((next - 1) % faults.size()).end().run();
        }
        Fault fault = faults.get(next % faults.size());
        next++;
        counts.merge(fault.name(), 1, Integer::sum);
        fault.begin().run();
    }

    /** From now on all is well. */
    void end() throws IOException, InterruptedException {
        if (next > 0) {
            faults.get((next - 1) % faults.size()).end().run();
        }
        percent(0);
    }

    /** Forwards and backwards, by more and by less than the quarter of an hour that signatures may be old. */
    private void jump() throws IOException {
        Duration[] offsets = {
            Duration.ofMinutes(10),
            Duration.ofMinutes(-10),
            Duration.ofHours(3),
            Duration.ofHours(-3),
            Duration.ofDays(40)
        };
        processes.clock(offsets[jumps++ % offsets.length]);
    }

    /** For a time, and not until the next fault: nothing can be uploaded meanwhile. */
    private void fill(Duration time) throws IOException, InterruptedException {
        if (Files.getFileStore(ballast.getParent()).getTotalSpace() > LARGEST_DISK) {
            throw new IOException(ballast.getParent() + " is no small disk; bench/soak.sh makes one");
        }
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } finally {
            Files.deleteIfExists(ballast);
        }
    }

    int begun() {
        return next;
    }

    /** How often each happened. */
    Map<String, Integer> counts() {
        return counts;
    }
}
