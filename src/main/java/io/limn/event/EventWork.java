package io.limn.event;

import io.limn.event.shape.EventReading;
import io.limn.event.shape.ObjectCreated;
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

/** Does what an event asks for, whoever brought it; an end of it is told when its results are durable. */
@Singleton
public class EventWork {
    private static final int AT_ONCE = 16;
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final String uploads;
    private final Supplier<FrameIntake> intake;

    @Inject
    public EventWork(StoreConfig buckets, Provider<FrameIntake> intake) {
        this(buckets.uploads(), intake::get);
    }

    EventWork(String uploads, Supplier<FrameIntake> intake) {
        this.uploads = uploads;
        this.intake = intake;
    }

    /** Whoever brought the event. */
    public enum Messenger {
        /** Can be sent away when much is pending, and comes again. */
        IMPATIENT,
        /** Waits for room. */
        PATIENT
    }

    /**
     * Has all objects of an event worked on.
     *
     * @param again whether somebody may have begun with it before
     * @return how each ended, in the event's order, each key once; never fails
     */
    public Uni<EventEnd> of(EventReading.Created event, boolean again, Messenger messenger) {
        Map<String, ObjectCreated> byKey = new LinkedHashMap<>();
        event.objects().forEach(object -> byKey.putIfAbsent(object.bucket() + "/" + object.key(), object));
        List<ObjectCreated> objects = List.copyOf(byKey.values());
        return Multi.createFrom()
                .iterable(objects)
                .onItem()
                .transformToUni(object -> one(object, again, messenger))
                .merge(AT_ONCE)
                .collect()
                .asMap(EventEnd.Part::object)
                .map(parts -> new EventEnd(objects.stream().map(parts::get).toList()));
    }

    private Uni<EventEnd.Part> one(ObjectCreated object, boolean again, Messenger messenger) {
        if (!object.bucket().equals(uploads)) {
            return Uni.createFrom().item(new EventEnd.Foreign(object));
        }
        Uni<EventEnd.Part> work = Uni.createFrom()
                .deferred(() -> intake.get().accept(object, again))
                .map(outcome -> new EventEnd.Done(object, CatchUp.ending(outcome)));
        return (messenger == Messenger.IMPATIENT
                        ? work
                        : work.onFailure(IntakeFullException.class)
                                .retry()
                                .withBackOff(WAIT, LONGEST_WAIT)
                                .indefinitely())
                .onFailure()
                .recoverWithItem(failure -> new EventEnd.Failed(object, failure));
    }

    /** The bucket whose objects are frames. */
    public String uploads() {
        return uploads;
    }
}
