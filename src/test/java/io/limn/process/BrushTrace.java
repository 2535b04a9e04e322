package io.limn.process;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads from a trace of Chromium how long each move of a brush took to the screen.
 *
 * <p>The stage's canvas bypasses the page's own frames (it is desynchronized), so that the browser's {@code EventLatency} ends before the pixels are
 * shown. Here a move ends with the display's swap that follows the canvas's frame that follows the page's handling of the move.
 */
final class BrushTrace {
    private record Span(double start, double end) {}

    private BrushTrace() {}

    /** Milliseconds from the making of each event until the end of the swap. */
    static List<Double> latencies(JsonArray trace) {
        List<Span> made = spans(
                trace,
                event -> is(event, "EventLatency", "b") && event.toString().contains("MOUSE_DRAGGED"));
        List<Span> handled = spans(
                trace,
                event -> is(event, "EventDispatch", "X") && event.toString().contains("\"pointerrawupdate\""));
        if (handled.isEmpty()) {
            handled = spans(
                    trace,
                    event -> is(event, "EventDispatch", "X") && event.toString().contains("\"pointermove\""));
        }
        List<Span> drawn = spans(trace, event -> is(event, "CanvasResourceDispatcher::DispatchFrame", "X"));
        List<Span> swapped = spans(trace, event -> is(event, "Display::DrawAndSwap", "X"));
        List<Double> found = new ArrayList<>();
        for (Span event : made) {
            Span last = first(swapped, first(drawn, first(handled, event)));
            if (last != null) {
                found.add((last.end - event.start) / 1000);
            }
        }
        return found;
    }

    private static boolean is(JsonObject event, String name, String phase) {
        return event.get("name").getAsString().equals(name)
                && event.get("ph").getAsString().equals(phase);
    }

    private static List<Span> spans(JsonArray trace, Predicate<JsonObject> wanted) {
        List<Span> found = new ArrayList<>();
        for (JsonElement one : trace) {
            JsonObject event = one.getAsJsonObject();
            if (wanted.test(event)) {
                double start = event.get("ts").getAsDouble();
                found.add(new Span(
                        start, start + (event.has("dur") ? event.get("dur").getAsDouble() : 0)));
            }
        }
        found.sort(Comparator.comparingDouble(Span::start));
        return found;
    }

    private static Span first(List<Span> spans, Span after) {
        return after == null
                ? null
                : spans.stream()
                        .filter(span -> span.start >= after.start)
                        .findFirst()
                        .orElse(null);
    }
}
