package io.limn.event.lambda;

import java.time.Instant;

/**
 * A Lambda invocation; answered once.
 *
 * @param deadline when Lambda times it out
 */
record Invocation(String id, Instant deadline, byte[] event) {}
