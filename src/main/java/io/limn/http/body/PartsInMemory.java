package io.limn.http.body;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Keeps pictures in memory, for calls that are answered at once. */
final class PartsInMemory implements PartStore {
    @Override
    public Part begin(String fileName) {
        GrowingBytes bytes = new GrowingBytes(-1);
        Promise<SentBody.Picture> whole = Promise.promise();
        return new Part() {
            @Override
            public void take(byte[] from, int start, int end) {
                bytes.add(from, start, end);
            }

            @Override
            public void end() {
                whole.complete(new SentBody.InMemory(fileName, bytes.whole()));
            }

            @Override
            public Future<SentBody.Picture> whole() {
                return whole.future();
            }
        };
    }

    @Override
    public void release() {}
}
