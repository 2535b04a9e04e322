package io.limn.event.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** One kind of Lambda invocation. */
interface LambdaCall {
    /** Whether the event is of this kind. */
    boolean takes(JsonNode event);

    /**
     * Answers the event; blocks until then.
     *
     * @param deadline when Lambda times the call out
     * @throws Exception if Lambda should count the invocation as failed
     */
    JsonNode answer(JsonNode event, Instant deadline) throws Exception;
}
