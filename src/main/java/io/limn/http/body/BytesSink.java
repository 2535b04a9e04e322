package io.limn.http.body;

import io.vertx.core.Future;

/** Keeps a body that is not a form in memory. */
final class BytesSink implements BodySink {
    private final GrowingBytes bytes;
    private final BodyRule rule;

    BytesSink(BodyRule rule, long announced) {
        this.bytes = new GrowingBytes(announced);
        this.rule = rule;
    }

    @Override
    public void take(byte[] piece) {
        if ((long) bytes.length() + piece.length > rule.mostBytes()) {
            throw rule.tooLarge();
        }
        bytes.add(piece, 0, piece.length);
    }

    @Override
    public Future<SentBody> whole() {
        return Future.succeededFuture(new SentBody.Bytes(bytes.whole()));
    }

    @Override
    public void release() {}
}
