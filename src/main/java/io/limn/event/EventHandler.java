package io.limn.event;

import io.limn.event.shape.ObjectCreated;
import io.limn.event.shape.ParsedEvent;
import io.limn.store.StoreConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Processes the objects of an event from any source; an object counts as done only when its results are durable. */
@Singleton
public class EventHandler {
    private static final int AT_ONCE = 16;
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final String uploads;
    private final Supplier<UploadDispatcher> dispatcher;

    @Inject
    public EventHandler(StoreConfig buckets, Provider<UploadDispatcher> dispatcher) {
        this(buckets.uploads(), dispatcher::get);
    }

    EventHandler(String uploads, Supplier<UploadDispatcher> dispatcher) {
        this.uploads = uploads;
        this.dispatcher = dispatcher;
    }

    /** What to do with an event while too many uploads are pending. */
    public enum Backpressure {
        /** It fails; the sender delivers it again. */
        REJECT,
        /** It waits for room. */
        WAIT
    }

    /**
     * Processes all objects of an event.
     *
     * @param redelivered whether an earlier delivery may have been started
     * @return how each ended, in the event's order, each key once; never fails
     */
    public Uni<EventOutcome> of(ParsedEvent.Created event, boolean redelivered, Backpressure backpressure) {
        Map<String, ObjectCreated> byKey = new LinkedHashMap<>();
        event.objects().forEach(object -> byKey.putIfAbsent(object.bucket() + "/" + object.key(), object));
        List<ObjectCreated> objects = List.copyOf(byKey.values());
        return Multi.createFrom()
                .iterable(objects)
                .onItem()
                .transformToUni(object -> one(object, redelivered, backpressure))
                .merge(AT_ONCE)
                .collect()
                .asMap(EventOutcome.Part::object)
                .map(parts -> new EventOutcome(objects.stream().map(parts::get).toList()));
    }

    private Uni<EventOutcome.Part> one(ObjectCreated object, boolean redelivered, Backpressure backpressure) {
        if (!object.bucket().equals(uploads)) {
            return Uni.createFrom().item(new EventOutcome.Foreign(object));
        }
        Uni<EventOutcome.Part> work = Uni.createFrom()
                .deferred(() -> dispatcher.get().accept(object, redelivered))
                .map(outcome -> EventOutcome.Done.of(object, outcome));
        return (backpressure == Backpressure.REJECT
                        ? work
                        : work.onFailure(DispatcherFullException.class)
                                .retry()
                                .withBackOff(WAIT, LONGEST_WAIT)
                                .indefinitely())
                .onFailure()
                .recoverWithItem(failure -> new EventOutcome.Failed(object, failure));
    }

    /** The bucket whose objects are frames. */
    public String uploads() {
        return uploads;
    }
}
