package io.limn.shot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.limn.shot.temporal.FilterState;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What the shot pass keeps on disk beside the outputs: {@code steady/frames.jsonl} with a line per frame, {@code steady/state.bin} to
 * resume from, and at the end {@code shot.json}. The state is written last for each frame, so a killed pass resumes after the last frame in
 * it; lines after that are cut off.
 */
final class ShotFolder {
    private static final String STEADY = "steady";
    private static final String LINES = "frames.jsonl";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Reads a filter's state. */
    interface StateReader {
        FilterState read(DataInputStream in) throws IOException;
    }

    private final Path folder;
    private final Path lines;
    private final Path state;

    /** @param folder of the shot's results, created if it is missing */
    ShotFolder(Path folder) throws IOException {
        this.folder = folder;
        Path steady = Files.createDirectories(folder.resolve(STEADY));
        lines = steady.resolve(LINES);
        state = steady.resolve("state.bin");
    }

    static boolean isResult(Path folder) {
        return folder.endsWith(STEADY) && Files.isRegularFile(folder.resolve(LINES));
    }

    /** Where an earlier pass of the same identity stopped; empty if there is none. */
    Optional<Checkpoint> checkpoint(String identity, StateReader reader) {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(state), 1 << 16))) {
            if (!identity.equals(in.readUTF())) {
                return Optional.empty();
            }
            int done = in.readInt();
            long length = in.readLong();
            FilterState steady = in.readBoolean() ? reader.read(in) : null;
            return done > 0 && isWhole(done, length)
                    ? Optional.of(new Checkpoint(done, length, steady))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // missing, cut off or of another version: the pass starts from the beginning
        }
    }

    /** Whether the given number of bytes from the start holds the given number of lines. */
    private boolean isWhole(int done, long length) throws IOException {
        if (!Files.isRegularFile(lines) || Files.size(lines) < length) {
            return false;
        }
        int ends = 0;
        int last = -1;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(lines), 1 << 16)) {
            for (long i = 0; i < length; i++) {
                last = in.read();
                ends += last == '\n' ? 1 : 0;
            }
        }
        return ends == done && last == '\n';
    }

    /** Replaces the lines of a finished shot, atomically: after a kill, either the old or the new ones are there. */
    void replace(UnaryOperator<FrameReport> change) throws IOException {
        Path part = lines.resolveSibling("frames.part");
        try (Writer out = Files.newBufferedWriter(part)) {
            forEach(report -> {
                try {
                    out.write(JSON.writeValueAsString(change.apply(report)) + "\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        Files.move(part, lines, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Cuts off the lines after a checkpoint; without one, removes all lines and the state. */
    void rewind(Checkpoint checkpoint) throws IOException {
        if (checkpoint == null) {
            Files.deleteIfExists(state);
        }
        Files.deleteIfExists(folder.resolve("shot.json"));
        try (FileChannel channel = FileChannel.open(lines, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(checkpoint == null ? 0 : checkpoint.length());
        }
    }

    /** Appends a frame's line, then writes the state that includes it. */
    void finish(String identity, int done, FrameReport report, FilterState steady) throws IOException {
        String line = JSON.writeValueAsString(report) + "\n";
        Files.writeString(lines, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        writeState(identity, done, steady);
    }

    /** Records that this many frames are done; their lines are already written. */
    void writeState(String identity, int done, FilterState steady) throws IOException {
        Path part = state.resolveSibling("state.part");
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16))) {
            out.writeUTF(identity);
            out.writeInt(done);
            out.writeLong(Files.size(lines));
            out.writeBoolean(steady != null);
            if (steady != null) {
                steady.write(out);
            }
        }
        Files.move(part, state, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    boolean any(Predicate<FrameReport> wanted) throws IOException {
        boolean[] any = {false};
        forEach(report -> any[0] |= wanted.test(report));
        return any[0];
    }

    /** Reads the frames' lines one by one. */
    void forEach(Consumer<FrameReport> consumer) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(lines)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                consumer.accept(JSON.readValue(line, FrameReport.class));
            }
        }
    }

    /** Writes {@code shot.json}: the summary, then all frames. */
    Path write(ShotSummary summary) throws IOException {
        Path file = folder.resolve("shot.json");
        Path part = folder.resolve("shot.json.part");
        try (BufferedReader reader = Files.newBufferedReader(lines);
                JsonGenerator json = JSON.getFactory()
                        .createGenerator(Files.newBufferedWriter(part, StandardCharsets.UTF_8))
                        .useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("version", ShotSummary.VERSION);
            json.writePOJOField("model", summary.model());
            if (summary.clip() != null) {
                json.writePOJOField("clip", summary.clip());
            }
            json.writePOJOField("outputs", summary.outputs());
            json.writeNumberField("frameCount", summary.frames());
            json.writePOJOField("persons", summary.persons());
            json.writePOJOField("missing", summary.missing());
            json.writePOJOField("lookFirst", summary.flagged());
            json.writeArrayFieldStart("frames");
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                json.writeRawValue(line);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    /** Whether the finished frames are still the shot's first ones: same names, sizes and modification times. */
    boolean isOf(List<ShotFrame> frames, int done) throws IOException {
        int[] at = {0};
        boolean[] same = {done <= frames.size()};
        forEach(report -> {
            if (same[0] && at[0] < done) {
                ShotFrame frame = frames.get(at[0]++);
                same[0] = report.file().equals(frame.name())
                        && frame.source().equals(new ShotFrame.Stamp(report.bytes(), report.modified()));
            }
        });
        return same[0] && at[0] == done;
    }
}
