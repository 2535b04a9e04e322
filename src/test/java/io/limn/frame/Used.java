package io.limn.frame;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this thread used of the processor and of the heap.
 *
 * @param bytes allocated, garbage included
 */
record Used(double seconds, long bytes) {
    interface Work {
        void run() throws Exception;
    }

    static Used by(Work work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long time = threads.getCurrentThreadCpuTime();
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        try {
            work.run();
        } catch (Exception e) {
            throw new AssertionError("the work failed", e);
        }
        return new Used(
                (threads.getCurrentThreadCpuTime() - time) / 1e9,
                threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes);
    }
}
