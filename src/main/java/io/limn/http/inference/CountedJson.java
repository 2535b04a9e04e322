package io.limn.http.inference;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/** JSON with a limited number of tokens: a small body of many tiny values takes a hundred times its size in memory. */
final class CountedJson extends JsonParserDelegate {
    static final int MOST = 100_000;

    private int tokens;

    /** The JSON has more tokens than that. */
    static final class TooMuch extends JsonParseException {
        private static final long serialVersionUID = 1L;

        TooMuch(JsonParser json) {
            super(json, "too many values");
        }
    }

    CountedJson(JsonParser json) {
        super(json);
    }

    /** Searches the causes too, as object readers wrap what their parser throws. */
    static boolean isTooMuch(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TooMuch) {
                return true;
            }
        }
        return false;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        if (++tokens > MOST) {
            throw new TooMuch(this);
        }
        return super.nextToken();
    }
}
