package io.limn.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What Jazzer calls, by {@code bench/fuzz.sh}: the target that the property {@code limn.fuzz.target} names. */
public final class Fuzzed {
    private static final long WARM = 10_000;

    private static FuzzTarget.Reader reader;
    private static long executions;
    private static long heapWhenWarm = -1;

    private Fuzzed() {}

    public static void fuzzerInitialize() {
        reader = FuzzTargets.all().get(System.getProperty("limn.fuzz.target")).reader();
    }

    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        if (++executions == WARM) {
            heapWhenWarm = heapAfterCollection();
        }
        reader.read(bytes);
    }

    /** What the heap holds after a collection, once warm and at the end: the line that {@code bench/fuzz.sh} puts into its table. */
    public static void fuzzerTearDown() {
        System.err.printf("limn::heap_mb: %d %d%n", heapWhenWarm, heapAfterCollection());
    }

    private static long heapAfterCollection() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    /**
     * Without arguments: prints the names. {@code TARGET FOLDER}: writes the target's seeds there. {@code TARGET RUNS SEED}: runs
     * mutations of the seeds, without Jazzer, and prints how it went.
     */
    public static void main(String... arguments) throws Exception {
        if (arguments.length == 0) {
            FuzzTargets.all().keySet().forEach(System.out::println);
            return;
        }
        FuzzTarget target = FuzzTargets.all().get(arguments[0]);
        if (arguments.length == 3) {
            System.exit(mutations(target, Long.parseLong(arguments[1]), Long.parseLong(arguments[2])) == 0 ? 0 : 1);
        }
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        List<byte[]> seeds = target.seeds().all();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("seed-%03d".formatted(i)), seeds.get(i));
        }
        System.exit(0); // codecs may keep threads
    }

    private static long mutations(FuzzTarget target, long runs, long seed) throws Exception {
        Random random = new Random(seed);
        List<byte[]> inputs = target.seeds().all();
        Map<String, byte[]> found = new TreeMap<>();
        long slowest = 0;
        long start = System.nanoTime();
        for (long i = 0; i < runs; i++) {
            byte[] input = Mutations.of(inputs.get(random.nextInt(inputs.size())), random);
            long before = System.nanoTime();
            try {
                target.reader().read(input);
            } catch (Throwable e) {
                StackTraceElement[] trace = e.getStackTrace();
                found.putIfAbsent(e + " at " + (trace.length == 0 ? "?" : trace[0]), input);
            }
            slowest = Math.max(slowest, System.nanoTime() - before);
        }
        System.out.printf(
                "%s: %d executions, %.0f s, slowest %d ms, heap after %d MB, %d findings%n",
                target.name(),
                runs,
                (System.nanoTime() - start) / 1e9,
                slowest / 1_000_000,
                heapAfterCollection(),
                found.size());
        found.forEach((what, input) -> System.out.println(
                "  " + what + "\n    " + HexFormat.of().formatHex(Arrays.copyOf(input, Math.min(input.length, 2000)))));
        return found.size();
    }
}
