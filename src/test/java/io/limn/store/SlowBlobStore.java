package io.limn.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.SdkResponses;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Sends the first half of every body and then nothing, until it is released. */
public final class SlowBlobStore extends ForwardingBlobStore {
    private final CountDownLatch released = new CountDownLatch(1);

    public SlowBlobStore(BlobStore store) {
        super(store);
    }

    public void release() {
        released.countDown();
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        ResponseInputStream<GetObjectResponse> answer = super.getBlob(request);
        long half = answer.response().contentLength() / 2;
        return SdkResponses.getResponse(answer.response(), new InputStream() {
            private long sent;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (sent >= half) {
                    hold();
                }
                int count = answer.read(bytes, offset, length);
                sent += Math.max(0, count);
                return count;
            }

            @Override
            public void close() throws IOException {
                answer.close();
            }
        });
    }

    private void hold() throws IOException {
        try {
            if (!released.await(60, TimeUnit.SECONDS)) {
                throw new IOException("never released");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
