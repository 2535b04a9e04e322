package io.limn.batch.shot;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.limn.output.Rendered;
import io.limn.result.ForwardingSink;
import io.limn.result.Manifest;
import io.limn.result.ResultSink;
import io.limn.result.Sha256;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes a shot's files to the bucket and keeps a list of them on disk, one line each, so that it survives a kill together with the pass's
 * state.
 */
final class ShotFiles extends ForwardingSink {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Path list;

    ShotFiles(ResultSink bucket, Path list) {
        super(bucket);
        this.list = list;
    }

    @Override
    public Uni<Void> put(String key, Rendered file) {
        return super.put(key, file).invoke(() -> note(key, file));
    }

    private void note(String key, Rendered file) {
        String name = key.substring(key.lastIndexOf('/') + 1, key.lastIndexOf('.'));
        String part = file.part() == null ? name : file.part() + "/" + name;
        Manifest.OutputFile entry = new Manifest.OutputFile(
                file.output().kind(), part, key, file.mediaType(), file.bytes().length, Sha256.of(file.bytes()));
        try {
            Files.writeString(
                    list, JSON.writeValueAsString(entry) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files, each once, in the order of the frames; empty if there are more than this many. */
    List<Manifest.OutputFile> all(int most) throws IOException {
        Map<String, Manifest.OutputFile> files = new LinkedHashMap<>();
        if (Files.exists(list)) {
            try (Stream<String> lines = Files.lines(list)) {
                for (String line : (Iterable<String>) lines::iterator) {
                    Manifest.OutputFile file = JSON.readValue(line, Manifest.OutputFile.class);
                    files.put(file.key(), file);
                    if (files.size() > most) {
                        return List.of();
                    }
                }
            }
        }
        return new ArrayList<>(files.values());
    }
}
