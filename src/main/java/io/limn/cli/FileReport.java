package io.limn.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.terminal.JsonText;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/**
 * Tells of each file that ended: a line on standard error, with {@code --json} an object on standard output too, with {@code --quiet}
 * only what went wrong.
 *
 * @param json null where no objects are wanted
 * @param lines where lines go
 */
record FileReport(ObjectMapper json, boolean quiet, Totals totals, Consumer<String> lines) {
    void ended(ParsedFile file) {
        totals.add(file);
        if (!quiet) {
            lines.accept(file.line());
        } else if (!file.isOk()) {
            System.err.println(file.line());
        }
        if (json != null) {
            try {
                System.out.println(JsonText.line(json, file.asJson()));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
