package io.limn.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every reader of foreign bytes takes what is valid, what fuzzing once tripped over, and some mutations of both: it reads, or it
 * refuses in a sentence. {@code bench/fuzz.sh} looks for more with Jazzer.
 */
@Execution(ExecutionMode.CONCURRENT)
class ForeignBytesTest {
    private static final Path KEPT = Path.of("src/test/resources/fuzz");
    private static final int MUTATIONS = 60;

    static Stream<String> names() {
        return FuzzTargets.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isReadOrRefusedWithASentence(String name) throws Exception {
        FuzzTarget target = FuzzTargets.all().get(name);
        List<byte[]> inputs = new ArrayList<>(target.seeds().all());
        assertThat(inputs).isNotEmpty();
        inputs.addAll(kept(name));
        inputs.add(new byte[0]);
        for (byte[] input : inputs) {
            read(target, input);
        }
        Random random = new Random(name.hashCode());
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] input = inputs.get(random.nextInt(inputs.size()));
            read(target, Mutations.of(input, random));
        }
    }

    @Test
    void corpusFilesBelongToATarget() throws Exception {
        try (Stream<Path> folders = Files.list(KEPT)) {
            assertThat(FuzzTargets.all().keySet())
                    .containsAll(
                            folders.map(path -> path.getFileName().toString()).toList());
        }
    }

    private static void read(FuzzTarget target, byte[] input) {
        try {
            target.reader().read(input);
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(target.name() + " trips over " + shown(input), e);
        }
    }

    private static String shown(byte[] input) {
        return input.length + " bytes: " + HexFormat.of().formatHex(Arrays.copyOf(input, Math.min(600, input.length)));
    }

    private static List<byte[]> kept(String name) throws Exception {
        Path folder = KEPT.resolve(name);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<byte[]> inputs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                inputs.add(Files.readAllBytes(file));
            }
        }
        return inputs;
    }
}
