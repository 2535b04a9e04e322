package io.limn.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.limn.text.Shown;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with JSON, in words of its format. */
public final class JsonFault {
    private static final String REPEATED = "Duplicate field";

    private record Wanted(Class<?> type, String words) {}

    /** The first that fits counts. */
    private static final List<Wanted> WANTED = List.of(
            new Wanted(String.class, "a text"),
            new Wanted(Integer.class, "an integer"),
            new Wanted(int.class, "an integer"),
            new Wanted(Long.class, "an integer"),
            new Wanted(long.class, "an integer"),
            new Wanted(Number.class, "a number"),
            new Wanted(double.class, "a number"),
            new Wanted(Boolean.class, "true or false"),
            new Wanted(boolean.class, "true or false"),
            new Wanted(Collection.class, "a list"));

    private JsonFault() {}

    /** The place and what is wrong there. */
    public static String of(JsonMappingException e) {
        return place(e) + reason(e);
    }

    /** The end of a sentence that says that something is not valid JSON. */
    public static String where(JsonProcessingException e) {
        String message = String.valueOf(e.getOriginalMessage());
        String what = message.startsWith(REPEATED)
                ? ": the member " + message.substring(REPEATED.length()).strip() + " is repeated,"
                : "";
        return e.getLocation() == null
                ? what
                : what + " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    /** {@code strokes[3].size: }. */
    private static String place(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + Shown.start(step.getFieldName()))
                .collect(Collectors.joining());
        return path.isEmpty() ? "" : (path.startsWith(".") ? path.substring(1) : path) + ": ";
    }

    private static String reason(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException) {
            return "there is no such member";
        }
        if (e instanceof InvalidTypeIdException type) {
            return type.getTypeId() == null
                    ? "'kind' is missing"
                    : "there is no kind '" + Shown.start(type.getTypeId())
                            + "'; there are: brush, eraser, polygon, flood, relabel, swap-sides, split, merge, delete";
        }
        Class<?> type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return WANTED.stream()
                        .filter(wanted -> type != null && wanted.type().isAssignableFrom(type))
                        .map(wanted -> "it must be " + wanted.words())
                        .findFirst()
                        .orElse("not a value of this member")
                + where(e);
    }
}
