package io.limn.http;

import io.limn.batch.JobSnapshot;
import io.limn.batch.JobStore;
import io.limn.edit.EditStore;
import io.limn.edit.Edits;
import io.limn.edit.EditsCheck;
import io.limn.edit.EditsJson;
import io.limn.edit.StoredEdits;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Reads and changes the edits of frames of jobs; changed frames are drawn again. */
@ApplicationScoped
public class JobEdits {
    private final JobStore jobs;
    private final JobViews views;

    JobEdits(JobStore jobs, JobViews views) {
        this.jobs = jobs;
        this.views = views;
    }

    /** The edits of a frame; fails if there are none. If their frame is unfinished and this process isn't working on it, it is drawn again. */
    Uni<StoredEdits> find(JobSnapshot.Frame frame) {
        return jobs.edits().find(frame.picture().key()).map(found -> {
            if (frame.state() instanceof JobSnapshot.Open && found.isPresent() && !views.isKnown(frame)) {
                jobs.draw(frame);
            }
            return found.filter(StoredEdits::isSomething)
                    .orElseThrow(() -> CallProblem.noEdits(frame.picture().number()));
        });
    }

    /**
     * Stores edits in place of the existing ones, and has the frame drawn again.
     *
     * @param by who sends them; null if that isn't known
     * @param condition on the existing edits
     */
    Uni<StoredEdits> put(JobSnapshot.Frame frame, byte[] json, String by, EditCondition condition) {
        refuseUnparsed(frame);
        String key = frame.picture().key();
        EditStore edits = jobs.edits();
        Edits sent = EditsJson.read(json).signed(by, now());
        EditsCheck.check(sent);
        return edits.find(key).flatMap(there -> {
            condition.check(there);
            return edits.fit(key)
                    .invoke(fit -> fit.ifPresent(frameNow -> EditsCheck.check(sent, frameNow)))
                    .flatMap(fit -> stored(frame, sent, there));
        });
    }

    /** Removes the edits: the frame is drawn again without them. Fails if there are none. */
    Uni<StoredEdits> delete(JobSnapshot.Frame frame, String by, EditCondition condition) {
        return jobs.edits().find(frame.picture().key()).flatMap(there -> {
            Edits edits = there.filter(StoredEdits::isSomething)
                    .orElseThrow(() -> CallProblem.noEdits(frame.picture().number()))
                    .edits();
            condition.checkNamed(there);
            Edits none = new Edits(Edits.VERSION, edits.width(), edits.height(), List.of(), by, now());
            return stored(frame, none, there);
        });
    }

    private Uni<StoredEdits> stored(JobSnapshot.Frame frame, Edits edits, Optional<StoredEdits> there) {
        return jobs.edits()
                .put(frame.picture().key(), edits, there)
                .onFailure(EditStore::isLost)
                .transform(lost -> EditCondition.changed(Optional.empty()))
                .invoke(ok -> jobs.draw(frame));
    }

    private static void refuseUnparsed(JobSnapshot.Frame frame) {
        if (frame.state() instanceof JobSnapshot.Failed failed) {
            throw CallProblem.noOutputs(frame.picture().number(), failed.problem());
        }
        if (frame.state() instanceof JobSnapshot.Open && frame.editsTag() == null) {
            throw CallProblem.notYet(frame.picture().number());
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
