package io.limn.process;

import io.limn.event.sqs.LocalSqs;
import io.limn.store.ObjectStore;
import io.limn.store.RoughS3;
import io.limn.store.StoreConfigs;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;

/** A store that has bad days and a queue, each a real server in this process, for the processes that share them. */
record SoakServers(RoughS3.Server s3, ObjectStore store, LocalSqs sqs, LocalSqs.Pair queue) implements AutoCloseable {
    static SoakServers start(Path home, int receives) {
        RoughS3.Server s3 = RoughS3.start(home.resolve("store"));
        ObjectStore store = new ObjectStore(StoreConfigs.of(
                "endpoint", s3.s3().endpoint().toString(),
                "access-key", s3.s3().accessKey(),
                "secret-key", s3.s3().secretKey(),
                "retries", "10",
                "retry-delay", "20ms"));
        LocalSqs sqs = LocalSqs.start();
        return new SoakServers(s3, store, sqs, sqs.queue("frames", receives));
    }

    static <T> T wait(Uni<T> uni) {
        return uni.await().atMost(SoakPlan.LIMIT);
    }

    boolean idle() {
        return sqs.depth(queue.url()).isEmpty();
    }

    int waiting() {
        LocalSqs.Depth depth = sqs.depth(queue.url());
        return depth.visible() + depth.inFlight();
    }

    @Override
    public void close() {
        store.close();
        sqs.close();
        s3.close();
    }
}
