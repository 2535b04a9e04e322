package io.limn.batch.shot;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Extracts lines from a streamed text, which is never wholly in memory. */
final class Lines {
    private final int first;
    private final int most;
    private final List<String> found = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int number;

    private Lines(int first, int most) {
        this.first = first;
        this.most = most;
    }

    /**
     * @param parts of the text, in UTF-8; a last line without its end is left out
     * @param first from 0
     * @param most how many
     */
    static Uni<List<String>> of(Multi<byte[]> parts, int first, int most) {
        Lines lines = new Lines(first, most);
        return parts.invoke(lines::take).collect().last().map(end -> lines.found);
    }

    private void take(byte[] part) {
        int from = 0;
        for (int i = 0; i < part.length && found.size() < most; i++) {
            if (part[i] == '\n') {
                end(part, from, i);
                from = i + 1;
            }
        }
        if (number >= first && found.size() < most) {
            line.write(part, from, part.length - from);
        }
    }

    private void end(byte[] part, int from, int to) {
        if (number >= first) {
            line.write(part, from, to - from);
            found.add(line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
        number++;
    }
}
