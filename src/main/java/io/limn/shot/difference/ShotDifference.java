package io.limn.shot.difference;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.limn.frame.Frame;
import io.limn.frame.FrameReader;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.plate.PlateOptions;
import io.limn.output.JpegEncoder;
import io.limn.output.Rgb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Compares the steady maps and mattes of a shot with those of another run, or each frame's with the previous frame's: numbers in {@code
 * difference.json}, and a picture of each pair that differs. Holds two files in memory at a time.
 */
public final class ShotDifference {
    private static final List<String> MAPS = List.of("labels", "anatomy", "persons");
    private static final String MATTES = "mattes";
    /** How much a matte's coverage may differ, of 1, without counting as changed. */
    private static final float NOTICED = 0.125f;

    private static final int QUALITY = 92;

    private final FrameReader reader;

    public ShotDifference(FrameReader reader) {
        this.reader = reader;
    }

    /** A folder with one file per frame. */
    private record Sequence(String output, List<Path> files) {}

    /**
     * Blocks until all is compared.
     *
     * @param run a shot's folder, which holds {@code steady}
     * @param other the same shot's folder of another run; null to compare neighbours
     * @param out the folder for {@code difference.json} and the pictures
     * @param listener receives each pair as it is compared
     * @throws IOException if a file can't be read or written, or nothing can be compared; the message is a sentence
     */
    public void write(Path run, Path other, Path out, Consumer<FrameDifference> listener) throws IOException {
        List<Sequence> sequences = sequences(run.resolve("steady"));
        if (sequences.isEmpty()) {
            throw new IOException("there are no steady labels, anatomy, persons or mattes in " + run);
        }
        Files.createDirectories(out);
        int compared = 0;
        try (JsonGenerator json = JsonMapper.builder()
                .build()
                .getFactory()
                .createGenerator(Files.newBufferedWriter(out.resolve("difference.json"), StandardCharsets.UTF_8))) {
            json.writeStartArray();
            for (Sequence sequence : sequences) {
                for (int i = 0; i < sequence.files().size(); i++) {
                    Path now = sequence.files().get(i);
                    Path then = other == null
                            ? i == 0 ? null : sequence.files().get(i - 1)
                            : other.resolve("steady").resolve(sequence.output()).resolve(now.getFileName());
                    if (then != null && Files.isRegularFile(then)) {
                        FrameDifference difference = compare(sequence.output(), then, now, out);
                        json.writeRaw('\n');
                        json.writePOJO(difference);
                        listener.accept(difference);
                        compared++;
                    }
                }
            }
            json.writeEndArray();
        }
        if (compared == 0) {
            throw new IOException("the two runs have no frame and no output in common");
        }
    }

    private static List<Sequence> sequences(Path steady) throws IOException {
        List<Sequence> sequences = new ArrayList<>();
        for (String map : MAPS) {
            add(sequences, steady, steady.resolve(map));
        }
        Path mattes = steady.resolve(MATTES);
        if (Files.isDirectory(mattes)) {
            try (Stream<Path> folders = Files.walk(mattes)) {
                for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                    add(sequences, steady, folder);
                }
            }
        }
        return sequences;
    }

    private static void add(List<Sequence> sequences, Path steady, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> pictures = files.filter(file -> file.toString().endsWith(".png"))
                    .sorted(Comparator.comparingInt(
                                    (Path file) -> file.toString().length())
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
            if (!pictures.isEmpty()) {
                sequences.add(new Sequence(steady.relativize(folder).toString().replace('\\', '/'), pictures));
            }
        }
    }

    private FrameDifference compare(String output, Path then, Path now, Path out) throws IOException {
        Frame a = read(then);
        Frame b = read(now);
        if (a.width() != b.width() || a.height() != b.height()) {
            throw new IOException(then + " and " + now + " have different sizes");
        }
        boolean soft = output.startsWith(MATTES);
        int width = b.width();
        float[] before = new float[4 * width];
        float[] after = new float[4 * width];
        long covered = 0;
        long changed = 0;
        double sum = 0;
        int[] picture = new int[width * b.height()];
        for (int y = 0; y < b.height(); y++) {
            a.plate().orElseThrow().row(y, before);
            b.plate().orElseThrow().row(y, after);
            for (int x = 0; x < width; x++) {
                float was = before[4 * x];
                float is = after[4 * x];
                if (was <= 0 && is <= 0) {
                    continue;
                }
                covered++;
                boolean other = soft ? Math.abs(is - was) > NOTICED : is != was;
                changed += other ? 1 : 0;
                sum += soft ? Math.abs(is - was) : other ? 1 : 0;
                picture[y * width + x] = colour(was, is, soft, other);
            }
        }
        String file = now.getFileName().toString();
        if (changed > 0) {
            Path target = out.resolve(output).resolve(file.replaceFirst("\\.png$", ".jpg"));
            Files.createDirectories(target.getParent());
            Files.write(
                    target,
                    JpegEncoder.fastest().encode(width, b.height(), (y, rgb) -> Rgb.row(picture, y, rgb), QUALITY));
        }
        return new FrameDifference(
                output, file, covered, covered == 0 ? 0 : (double) changed / covered, covered == 0 ? 0 : sum / covered);
    }

    /** {@code 0xRRGGBB}: grey where nothing changed, red where there is more or another id, blue where there is less. */
    private static int colour(float was, float is, boolean soft, boolean other) {
        int grey = soft ? Math.round(90 * Math.min(was, is)) : 90;
        int more = soft ? Math.round(165 * Math.max(0, is - was)) : other && is > 0 ? 165 : 0;
        int less = soft ? Math.round(165 * Math.max(0, was - is)) : other && is <= 0 ? 165 : 0;
        return grey + more << 16 | grey << 8 | grey + less;
    }

    private Frame read(Path file) throws IOException {
        try {
            return reader.open(Files.readAllBytes(file), PlateOptions.DEFAULT.withPixels(true))
                    .decode(() -> {});
        } catch (FrameRejectedException e) {
            throw new IOException(file + " can't be read: " + e.getMessage(), e);
        }
    }
}
