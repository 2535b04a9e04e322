package io.limn.frame.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory a decoder's process may hold and holds. */
public final class ProcessMemory {
    /** Half a gigabyte, or as much as this service's heap: a machine that carries one carries the other. */
    public static final long MOST = Math.max(512L << 20, Runtime.getRuntime().maxMemory());

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");

    /** Finding a process's children takes a look at every process of the machine. */
    private static final int LOOKS_WITHOUT_CHILDREN = 8;

    private final Process process;
    private List<ProcessHandle> children = List.of();
    private int looks;

    public ProcessMemory(Process process) {
        this.process = process;
    }

    /** Whether it holds more than {@link #MOST}. For one thread. */
    public boolean isOver() {
        return held() > MOST;
    }

    /** @return bytes, with those of its children; 0 where the system doesn't tell (Linux does), and of a process that has ended */
    long held() {
        if (looks++ % LOOKS_WITHOUT_CHILDREN == 0) {
            children = process.descendants().toList();
        }
        return resident(process.pid())
                + children.stream().mapToLong(child -> resident(child.pid())).sum();
    }

    private static long resident(long pid) {
        try {
            Matcher line = RESIDENT.matcher(
                    Files.readString(Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.ISO_8859_1));
            return line.find() ? Long.parseLong(line.group(1)) << 10 : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
