package io.limn.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process holds, by Linux and by the JVM itself. */
final class SoakGauge {
    private static final Pattern KILOBYTES = Pattern.compile("(?:generation|heap) .*used (\\d+)K");

    private final long pid;
    private final List<Reading> readings = new ArrayList<>();

    /**
     * At one time.
     *
     * @param minutes since the soak began
     * @param uploads taken by then
     * @param waiting messages in the queue
     * @param heap live after a collection
     */
    record Reading(double minutes, int uploads, int waiting, int residentMiB, int heapMiB, int threads, long files) {
        @Override
        public String toString() {
            return "%5.1f min: %5d uploads, %4d messages waiting, %3d MiB resident, %3d MiB of heap live, %d threads, %d files open"
                    .formatted(minutes, uploads, waiting, residentMiB, heapMiB, threads, files);
        }
    }

    SoakGauge(LimnProcess process) {
        pid = process.pid();
    }

    Reading read(double minutes, int uploads, int waiting) throws IOException, InterruptedException {
        jcmd("GC.run");
        int heap = KILOBYTES
                .matcher(jcmd("GC.heap_info"))
                .results()
                .mapToInt(used -> Integer.parseInt(used.group(1)) >> 10)
                .sum();
        Path proc = Path.of("/proc", String.valueOf(pid));
        String status = Files.readString(proc.resolve("status"));
        try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
            Reading reading = new Reading(
                    minutes,
                    uploads,
                    waiting,
                    number(status, "VmRSS") >> 10,
                    heap,
                    number(status, "Threads"),
                    open.count());
            readings.add(reading);
            return reading;
        }
    }

    List<Reading> readings() {
        return readings;
    }

    private static int number(String status, String name) {
        Matcher found = Pattern.compile(name + ":\\s+(\\d+)").matcher(status);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in " + status);
        }
        return Integer.parseInt(found.group(1));
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(pid),
                        command)
                .redirectErrorStream(true)
                .start();
        String output = new String(jcmd.getInputStream().readAllBytes());
        if (!jcmd.waitFor(1, TimeUnit.MINUTES)) {
            throw new IOException("jcmd " + command + " does not end");
        }
        return output;
    }
}
