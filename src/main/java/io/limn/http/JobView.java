package io.limn.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.limn.batch.shot.ShotProgress;
import io.limn.problem.Problem;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A job as callers see it.
 *
 * @param fraction of the work that is done, 0..1
 * @param eta expected seconds until the last frame is done, null once all are
 * @param expires when the job is deleted at the latest, null while it is unfinished
 * @param error the first failed frame's problem, only where every frame failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Job")
public record JobView(
        String id,
        @Schema(enumeration = {"waiting", "running", "done", "failed", "cancelled"}) String state,
        double fraction,
        Double eta,
        Instant created,
        Instant ended,
        Instant expires,
        List<FrameView> frames,
        Problem error,
        Links links) {

    /**
     * Links; the zip is available once the job has ended.
     *
     * @param frames the finished frames of a shot; null for other jobs
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "JobLinks")
    public record Links(String self, String events, String zip, String frames) {}

    /**
     * A list of jobs, newest first.
     *
     * @param next the address of the older jobs; null if there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Jobs")
    public record JobsView(List<JobView> jobs, String next) {}

    /**
     * A frame of a job.
     *
     * @param frame its number, from 1
     * @param stage the current stage, only while it is being processed
     * @param eta expected seconds until it is done, null once it has ended
     * @param edits null if it has none
     * @param shot the progress of this frame's shot, only from the process that works on it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "JobFrame")
    public record FrameView(
            int frame,
            String name,
            @Schema(enumeration = {"waiting", "running", "done", "failed"}) String state,
            @Schema(enumeration = {"queue", "fetch", "decode", "infer", "render", "put"}) String stage,
            double fraction,
            Double eta,
            Integer width,
            Integer height,
            Integer persons,
            ShotView shot,
            List<OutputView> outputs,
            EditedView edits,
            Problem error) {}

    /**
     * How many of a shot's frames are done.
     *
     * @param redraw of those that edits reach; null while none are drawn again
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ShotProgress")
    public record ShotView(int done, int frames, RedrawView redraw) {
        static ShotView of(ShotProgress.Standing shot) {
            if (shot == null) {
                return null;
            }
            RedrawView redraw = shot.toRedraw() == 0 ? null : new RedrawView(shot.redrawn(), shot.toRedraw());
            return new ShotView(shot.done(), shot.frames(), redraw);
        }
    }

    /** How many of the frames are done that are drawn again with edits. */
    @Schema(name = "ShotRedraw")
    public record RedrawView(int done, int frames) {}

    /**
     * The edits of a frame.
     *
     * @param strokes like the following members, of the edits that the files are drawn with; null while they are being drawn
     * @param skipped how many strokes don't fit the frame; null if all do
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "JobEdits")
    public record EditedView(
            String href, @JsonProperty("eTag") String eTag, Integer strokes, String by, String at, Integer skipped) {}

    /**
     * A file of a frame.
     *
     * @param part which of the output's files; null for an output of one file
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "JobOutput")
    public record OutputView(String output, String part, String href, String fileName, String mediaType, long size) {}

    /** The content of an event: the frame that changed, and the job's progress. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "JobProgress")
    public record ProgressView(String id, double fraction, Double eta, FrameView frame) {}
}
