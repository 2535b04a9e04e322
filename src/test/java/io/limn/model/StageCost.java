package io.limn.model;

import com.sun.management.ThreadMXBean;
import io.limn.frame.Frame;
import io.limn.frame.FrameLimits;
import io.limn.frame.FrameReader;
import io.limn.label.Groups;
import io.limn.label.Palettes;
import io.limn.model.decode.Decoder;
import io.limn.model.decode.Decoders;
import io.limn.model.graph.ParallelFor;
import io.limn.model.input.InputSize;
import io.limn.model.input.Preprocessing;
import io.limn.output.Output;
import io.limn.output.OutputConfig;
import io.limn.output.Rendered;
import io.limn.output.Renderers;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parsing;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * What each stage of a frame costs on one thread, warm: processor time, which other load on the machine changes little, and bytes allocated.
 * The stages follow one another frame by frame, so a busy moment meets all of them. Arguments: pictures. {@code bench/turns.sh} compares two
 * builds by turns.
 */
final class StageCost {
    private static final int ROUNDS = Integer.getInteger("rounds", 40);
    private static final int WARM = Integer.getInteger("warm", 40);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<String, List<long[]>> stages = new LinkedHashMap<>();
    private final CRC32 checksum = new CRC32();

    public static void main(String[] arguments) throws Exception {
        StageCost cost = new StageCost();
        List<byte[]> files = new ArrayList<>();
        for (String argument : arguments) {
            files.add(Files.readAllBytes(Path.of(argument)));
        }
        ModelSettings settings = new ModelSettings("limn", Path.of("models"), 1);
        ModelPackage model = new ModelPackages(settings.directory()).load(settings.name());
        try (ParallelFor workers = new ParallelFor(1);
                Network network = new Network(model, settings, workers);
                Tensors tensors = new Tensors(network, model.manifest().input())) {
            Preprocessing preprocessing = model.manifest().input().preprocessing();
            Decoder decoder = Decoders.of(model.manifest().heads(), model.layers(), workers);
            FrameReader reader = new FrameReader(new FrameLimits(1 << 28, 1 << 28));
            SmallRyeConfig config = new SmallRyeConfigBuilder()
                    .withMapping(OutputConfig.class)
                    .withDefaultValue("smallrye.config.mapping.validate-unknown", "false")
                    .build();
            Renderers renderers = new Renderers(
                    config.getConfigMapping(OutputConfig.class), new Palettes(Map.of()), Groups.shipped());
            for (int round = -WARM; round < ROUNDS; round++) {
                if (round == 0) {
                    cost.stages.clear();
                }
                for (byte[] file : files) {
                    cost.frame(file, settings.sizeOf(model), reader, preprocessing, tensors, decoder, renderers);
                }
            }
        }
        cost.print(files.size());
    }

    private void frame(
            byte[] file,
            io.limn.model.input.SizeRule sizes,
            FrameReader reader,
            Preprocessing preprocessing,
            Tensors tensors,
            Decoder decoder,
            Renderers renderers)
            throws Exception {
        Frame frame = measure("decode", () -> reader.read(file));
        InputSize size = sizes.plan(frame.shownWidth(), frame.height()).ofFrame(frame.width(), frame.height());
        tensors.shape(size);
        measure("preprocess", () -> {
            preprocessing.fill(frame, size, tensors.input());
            return null;
        });
        measure("network", () -> {
            tensors.run();
            return null;
        });
        Parsing parsing = measure("decoder", () -> decoder.decode(tensors::values, size, Evidence.MAPS));
        for (Output output : List.of(Output.OVERLAY, Output.LABELS, Output.PERSONS)) {
            List<Rendered> files = measure(
                    output.kind(), () -> renderers.render(frame, parsing, Set.of(output), renderers.defaults()));
            files.forEach(rendered -> checksum.update(rendered.bytes()));
        }
        parsing.close();
    }

    private <T> T measure(String stage, Callable<T> work) throws Exception {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        T result = work.call();
        long time = THREADS.getCurrentThreadCpuTime() - start;
        stages.computeIfAbsent(stage, name -> new ArrayList<>())
                .add(new long[] {time, THREADS.getCurrentThreadAllocatedBytes() - bytes});
        return result;
    }

    /** Of each picture's runs the median and the least; of those the mean over the pictures. */
    private void print(int pictures) {
        double around = 0;
        double least = 0;
        for (Map.Entry<String, List<long[]>> stage : stages.entrySet()) {
            double[] row = new double[3];
            for (int p = 0; p < pictures; p++) {
                int picture = p;
                List<long[]> all = stage.getValue();
                double[] times = IntStream.range(0, all.size() / pictures)
                        .mapToDouble(i -> all.get(i * pictures + picture)[0] / 1e6)
                        .sorted()
                        .toArray();
                row[0] += times[times.length / 2] / pictures;
                row[1] += Arrays.stream(times, 0, Math.max(1, times.length / 10))
                                .average()
                                .orElse(0)
                        / pictures;
                row[2] += all.get(all.size() - pictures + picture)[1] / 1e6 / pictures;
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-12s median %6.2f  least tenth %6.2f ms, allocated %5.2f MB%n",
                    stage.getKey(),
                    row[0],
                    row[1],
                    row[2]);
            if (!stage.getKey().equals("network")) {
                around += row[0];
                least += row[1];
            }
        }
        System.out.printf(Locale.ROOT, "%-12s median %6.2f  least tenth %6.2f ms%n", "around", around, least);
        System.out.printf("CRC-32 of all files: %08x%n", checksum.getValue());
    }
}
