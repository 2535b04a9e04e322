package io.limn.frame.codec;

import io.limn.frame.header.FrameRejectedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Looks every now and then whether a decoder's process may go on, and ends it where it may not. Ends with the process. */
final class ProcessGuard {
    private static final long LOOK_MILLIS = 50;

    private final Process process;
    private final Watch watch;
    private final Duration processorTime;
    private final Supplier<FrameRejectedException> tooCostly;
    private final AtomicReference<RuntimeException> stopped = new AtomicReference<>();
    private volatile boolean overspent;

    /** @param tooCostly where it uses more of the processor than it may, or more memory than {@link ProcessMemory#MOST} */
    ProcessGuard(Process process, Watch watch, Duration processorTime, Supplier<FrameRejectedException> tooCostly) {
        this.process = process;
        this.watch = watch;
        this.processorTime = processorTime;
        this.tooCostly = tooCostly;
        Thread thread = new Thread(this::look, "limn-decoder-guard");
        thread.setDaemon(true);
        thread.start();
    }

    private void look() {
        ProcessMemory memory = new ProcessMemory(process);
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                watch.look();
                Duration used = process.info().totalCpuDuration().orElse(Duration.ZERO);
                overspent = used.compareTo(processorTime) > 0 || memory.isOver();
                if (overspent) {
                    end(process);
                }
            }
        } catch (RuntimeException e) {
            stopped.set(e);
            end(process);
        } catch (InterruptedException e) {
            end(process);
        }
    }

    /** Ends a process and those that it has started: the program may be a script around the real one. */
    static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Throws what ended the process, where this did. */
    void raise() throws FrameRejectedException {
        if (stopped.get() != null) {
            throw stopped.get();
        }
        if (overspent) {
            throw tooCostly.get();
        }
    }
}
