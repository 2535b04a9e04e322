package io.limn.output;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/** What a step costs, warm: processor time of the caller and its helpers, time by the clock, and what is allocated. */
public final class CostReport {
    private static final int WARM = Integer.getInteger("warm", 25);
    private static final int RUNS = Integer.getInteger("runs", 15);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Prints medians, and the least processor time, which other load on the machine changes least. */
    public static void print(String name, String step, Callable<?> work) throws Exception {
        for (int i = 0; i < WARM; i++) {
            work.call();
        }
        double[] cpu = new double[RUNS];
        double[] clock = new double[RUNS];
        double[] bytes = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            double cpuBefore = total(true);
            double bytesBefore = total(false);
            long start = System.nanoTime();
            work.call();
            clock[i] = (System.nanoTime() - start) / 1e6;
            cpu[i] = (total(true) - cpuBefore) / 1e6;
            bytes[i] = (total(false) - bytesBefore) / 1e6;
        }
        // A helper that ended meanwhile took its time with it.
        double median = median(cpu);
        double least = Arrays.stream(cpu).filter(time -> time > 0).min().orElse(0);
        System.out.printf(
                Locale.ROOT,
                "%-30s %-12s CPU %7.1f ms (least %.1f), clock %7.1f ms, allocated %6.1f MB%n",
                name,
                step,
                median,
                least,
                median(clock),
                median(bytes));
    }

    /** Nanoseconds of processor time, or bytes, of this thread and the helpers. */
    private static double total(boolean time) {
        double sum = 0;
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null
                    && (thread.getThreadName().equals("limn-mattes")
                            || thread.getThreadId() == Thread.currentThread().getId())) {
                sum += time
                        ? THREADS.getThreadCpuTime(thread.getThreadId())
                        : THREADS.getThreadAllocatedBytes(thread.getThreadId());
            }
        }
        return sum;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private CostReport() {}
}
