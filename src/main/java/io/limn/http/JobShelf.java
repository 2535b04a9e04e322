package io.limn.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The jobs that are remembered, bounded by number, bytes and age. The oldest finished ones go first; unfinished ones never. */
final class JobShelf {
    private record Place(BookedJob job, long bytes) {}

    private final int mostJobs;
    private final long mostBytes;
    private final Duration age;
    private final InstantSource clock;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private long bytes;

    JobShelf(int mostJobs, long mostBytes, Duration age, InstantSource clock) {
        this.mostJobs = mostJobs;
        this.mostBytes = mostBytes;
        this.age = age;
        this.clock = clock;
    }

    /** @return whether the job has a place now; if not, there is none even without all finished jobs */
    synchronized boolean put(BookedJob job, long jobBytes) {
        dropOld();
        while (places.size() >= mostJobs || bytes + jobBytes > mostBytes) {
            if (!dropOldestFinished(job)) {
                return false;
            }
        }
        places.put(job.id(), new Place(job, jobBytes));
        bytes += jobBytes;
        return true;
    }

    /** @return whether the job may take that many bytes more; a job that is not here any more may not */
    synchronized boolean grow(BookedJob job, long more) {
        Place place = places.get(job.id());
        if (place == null) {
            return false;
        }
        while (more > 0 && bytes + more > mostBytes) {
            if (!dropOldestFinished(job)) {
                return false;
            }
        }
        places.put(job.id(), new Place(job, place.bytes() + more));
        bytes += more;
        return true;
    }

    synchronized Optional<BookedJob> find(String id) {
        dropOld();
        return Optional.ofNullable(places.get(id)).map(Place::job);
    }

    synchronized Optional<BookedJob> remove(String id) {
        Place place = places.remove(id);
        if (place == null) {
            return Optional.empty();
        }
        bytes -= place.bytes();
        return Optional.of(place.job());
    }

    synchronized void dropOld() {
        Instant oldest = clock.instant().minus(age);
        places.values().stream()
                .map(Place::job)
                .filter(job -> job.ended() != null && job.ended().isBefore(oldest))
                .toList()
                .forEach(job -> remove(job.id()));
    }

    synchronized int unfinishedFrames() {
        return (int) places.values().stream()
                .flatMap(place -> place.job().frames().stream())
                .filter(frame -> !frame.state().ended())
                .count();
    }

    synchronized boolean isEmpty() {
        return places.isEmpty();
    }

    synchronized long bytes() {
        return bytes;
    }

    private boolean dropOldestFinished(BookedJob except) {
        Optional<BookedJob> oldest = places.values().stream()
                .map(Place::job)
                .filter(job -> job.ended() != null && job != except)
                .min(Comparator.comparing(BookedJob::ended));
        oldest.ifPresent(job -> remove(job.id()));
        return oldest.isPresent();
    }
}
