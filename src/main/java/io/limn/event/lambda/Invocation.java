package io.limn.event.lambda;

import java.time.Instant;

/**
 * A call of Lambda's and what it wants; answered once.
 *
 * @param deadline when Lambda gives it up
 */
record Invocation(String id, Instant deadline, byte[] event) {}
