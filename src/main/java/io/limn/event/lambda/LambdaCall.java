package io.limn.event.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** One kind of call that Lambda makes. */
interface LambdaCall {
    /** Whether the event is of this kind. */
    boolean takes(JsonNode event);

    /**
     * Answers the event; blocks until then.
     *
     * @param deadline when Lambda gives the call up
     * @throws Exception where Lambda is to count the call as failed
     */
    JsonNode answer(JsonNode event, Instant deadline) throws Exception;
}
