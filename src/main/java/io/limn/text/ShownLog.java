package io.limn.text;

import io.quarkus.logging.LoggingFilter;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Date;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Lets every log record through, with untrusted text escaped: parameters of a message become one line of plain text. A message without
 * parameters is our own and may have several lines.
 */
@LoggingFilter(name = "shown")
public final class ShownLog implements Filter {
    @Override
    public boolean isLoggable(LogRecord entry) {
        Object[] values = entry.getParameters();
        if (values != null && values.length > 0) {
            entry.setParameters(Arrays.stream(values).map(ShownLog::shown).toArray());
        } else if (entry.getMessage() != null) {
            String shown = Shown.lines(entry.getMessage());
            if (shown.equals(entry.getMessage())) {
                return true;
            }
            if (entry instanceof ExtLogRecord extended) {
                extended.setMessage(shown, extended.getFormatStyle());
            } else {
                entry.setMessage(shown);
            }
        }
        return true;
    }

    /** Values that are formatted by their type (numbers, times) stay; the others become text. */
    private static Object shown(Object value) {
        return value == null
                        || value instanceof Number
                        || value instanceof Boolean
                        || value instanceof Character
                        || value instanceof TemporalAccessor
                        || value instanceof Date
                ? value
                : Shown.of(value);
    }
}
