package io.limn.http.body;

import io.vertx.core.Future;

/** Receives a body as it arrives, always on the call's event loop. */
interface BodySink {
    /** @throws BodyRefused where no more is wanted */
    void take(byte[] piece);

    /** Called when all has arrived. Fails with {@link BodyRefused} if the body is incomplete. */
    Future<SentBody> whole();

    /** Releases what is held; called at the end of the call, however it ends. */
    void release();
}
