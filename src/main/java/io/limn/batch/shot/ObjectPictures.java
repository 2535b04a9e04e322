package io.limn.batch.shot;

import io.limn.frame.Frame;
import io.limn.frame.FrameReader;
import io.limn.frame.header.FrameRejectedException;
import io.limn.frame.plate.PlateOptions;
import io.limn.shot.ShotFrame;
import io.limn.shot.ShotPictures;
import io.limn.store.ObjectStore;
import io.limn.store.ObjectVersion;
import io.limn.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Frames that are objects of a bucket. The next one is fetched while one is decoded. */
final class ObjectPictures implements ShotPictures {
    private static final Duration FETCHING = Duration.ofMinutes(5);

    private final ObjectStore store;
    private final FrameReader reader;
    private final PlateOptions options;
    private final long maxBytes;
    private final List<ShotObject> objects;
    private final Map<String, Integer> places;
    private int ahead = -1;
    private CompletableFuture<byte[]> fetched;

    /**
     * @param options how each is read
     * @param objects in the shot's order
     */
    ObjectPictures(
            ObjectStore store, FrameReader reader, PlateOptions options, long maxBytes, List<ShotObject> objects) {
        this.store = store;
        this.reader = reader;
        this.options = options;
        this.maxBytes = maxBytes;
        this.objects = objects;
        places = IntStream.range(0, objects.size())
                .boxed()
                .collect(Collectors.toMap(i -> objects.get(i).frame().name(), Function.identity()));
    }

    @Override
    public Frame read(ShotFrame frame) throws FrameRejectedException, IOException {
        int place = places.get(frame.name());
        CompletableFuture<byte[]> bytes = place == ahead ? fetched : fetch(place);
        ahead = place + 1;
        fetched = ahead < objects.size() ? fetch(ahead) : null;
        return reader.open(await(bytes, frame), options).decode(() -> {});
    }

    @Override
    public String identity() {
        return reader.view().name(options.read());
    }

    private CompletableFuture<byte[]> fetch(int place) {
        ObjectVersion version = objects.get(place).version();
        return store.getIfUnchanged(version, maxBytes).subscribeAsCompletionStage();
    }

    private static byte[] await(CompletableFuture<byte[]> bytes, ShotFrame frame) throws IOException {
        try {
            return bytes.get(FETCHING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted"));
        } catch (TimeoutException e) {
            throw new UncheckedIOException(new IOException("'" + frame.name() + "' was not read in time", e));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException refused && refused.kind() == StoreException.Kind.TOO_LARGE) {
                throw new IOException(refused.getMessage(), refused);
            }
            // Missing, changed or unreachable: a later pass finds a different shot, or a readable one.
            throw new UncheckedIOException(new IOException(e.getCause().getMessage(), e.getCause()));
        }
    }

    @Override
    public void close() {
        if (fetched != null) {
            fetched.cancel(true);
        }
    }
}
