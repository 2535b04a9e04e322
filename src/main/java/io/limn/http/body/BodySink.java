package io.limn.http.body;

import io.vertx.core.Future;

/** Takes a body as it comes; on the call's event loop throughout. */
interface BodySink {
    /** @throws BodyRefused where no more is wanted */
    void take(byte[] piece);

    /** All has come. Fails with {@link BodyRefused} where it is no whole. */
    Future<SentBody> whole();

    /** Gives back what is held; at the end of the call, however it ends. */
    void release();
}
