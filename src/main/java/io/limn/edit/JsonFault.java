package io.limn.edit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;

/** What is wrong with JSON, in words of its format. */
final class JsonFault {
    private JsonFault() {}

    /** The place and what is wrong there. */
    static String of(JsonMappingException e) {
        return place(e) + reason(e);
    }

    static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    /** {@code strokes[3].size: }. */
    private static String place(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step ->
                        step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + shown(step.getFieldName()))
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
                    : "there is no kind '" + shown(type.getTypeId())
                            + "'; there are: brush, eraser, polygon, flood, relabel, swap-sides, split, merge, delete";
        }
        return "not a value of this member" + where(e);
    }

    private static String shown(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 40 ? clean : clean.substring(0, 40) + "…";
    }
}
