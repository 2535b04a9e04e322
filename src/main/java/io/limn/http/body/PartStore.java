package io.limn.http.body;

import io.vertx.core.Future;

/** Keeps the pictures of a form until its call ends. */
interface PartStore {
    /** One picture, as it arrives. */
    interface Part extends FormParser.PartSink {
        /** The picture, once it has ended. */
        Future<SentBody.Picture> whole();
    }

    Part begin(String fileName);

    /** Releases everything that is kept. */
    void release();
}
