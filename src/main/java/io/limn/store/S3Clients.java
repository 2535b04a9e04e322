package io.limn.store;

import io.netty.channel.EventLoopGroup;
import java.util.concurrent.TimeUnit;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/**
 * What an {@link ObjectStore} sends its requests with.
 *
 * @param objects for everything but {@code streams}
 * @param streams for files that are read as slowly as their readers like; over HTTP it has connections of its own, so that they do not take
 * those of the service
 * @param close closes both, and ends their threads
 */
record S3Clients(S3AsyncClient objects, S3AsyncClient streams, Runnable close) {
    static S3Clients overHttp(S3Access access, StoreConfig config) {
        EventLoopGroup threads = S3Access.threads();
        S3AsyncClient objects = access.client(config, threads);
        S3AsyncClient streams = access.client(config, threads);
        return new S3Clients(objects, streams, () -> {
            objects.close();
            streams.close();
            // A quiet period, because the client returns its connections after it has been closed.
            threads.shutdownGracefully(100, 2_000, TimeUnit.MILLISECONDS);
        });
    }

    static S3Clients inProcess(BlobStore objects) {
        S3AsyncClient client = new InProcessS3(objects);
        return new S3Clients(client, client, client::close);
    }
}
