package io.limn.http;

import io.limn.problem.Problem;
import io.limn.text.Shown;
import io.limn.text.Spelling;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The problems of a call itself; those of frames, queue and store come from {@link io.limn.result.Problems}. */
final class CallProblem {
    private CallProblem() {}

    static ProblemException noPicture() {
        return problem(
                "no-picture",
                "No picture",
                400,
                "The form has no file in its field 'image'; send one, for example with curl -F image=@photo.jpg.");
    }

    /** @param why from {@link io.limn.text.Names#unprintable} */
    static ProblemException nameRefused(String why) {
        return problem(
                "name-refused", "Name refused", 400, "The picture's name has " + why + "; send it under another name.");
    }

    /**
     * @param whose "You have" or "This service has"
     * @param limit the setting
     */
    static ProblemException tooManyEventStreams(String whose, int open, String limit) {
        return problem(
                "too-many-event-streams",
                "Too many event streams",
                429,
                whose + " " + open + " event streams open, which is the most (" + limit
                        + "): close some, or ask for the job's state instead.");
    }

    /** @param known the address's parameters */
    static ProblemException unknownParameter(String name, List<String> known) {
        String fix = known.isEmpty()
                ? "this address takes none"
                : Spelling.slip(name, known)
                                .map(near -> "did you mean '" + near + "'? It takes: ")
                                .orElse("it takes: ")
                        + String.join(", ", known);
        return problem(
                "unknown-parameter",
                "Unknown parameter",
                400,
                "There is no parameter '" + Shown.start(name) + "'; " + fix + ".");
    }

    static ProblemException outOfRange(String name, String value, int most) {
        return problem(
                "out-of-range",
                "Value out of range",
                400,
                "'" + Shown.start(value) + "' is not a value of '" + name + "'; it takes an integer from 1 to " + most
                        + ".");
    }

    static ProblemException noTime(String name, String value) {
        return problem(
                "out-of-range",
                "Value out of range",
                400,
                "'" + Shown.start(value) + "' is not a value of '" + name
                        + "'; it takes a time such as 2026-01-02T03:04:05Z.");
    }

    static ProblemException noShot(String id) {
        return problem("not-found", "Not found", 404, "The job '" + Shown.start(id) + "' is not a shot.");
    }

    static ProblemException noShotFile(String path) {
        return problem("not-found", "Not found", 404, "The shot has no file '" + Shown.start(path) + "', or not yet.");
    }

    static ProblemException editsOfShot(String id) {
        return problem(
                "not-found",
                "Not found",
                404,
                "The job is a shot; its frames are corrected at /v1/shots/" + Shown.start(id) + "/frames/FILE/edits.");
    }

    static ProblemException noShotFrame(String file) {
        return problem(
                "unknown-frame",
                "Unknown frame",
                404,
                "The shot has no parsed frame '" + Shown.start(file) + "' that edits could be drawn on.");
    }

    static ProblemException shotNotBegun() {
        return problem("not-yet", "Not started yet", 409, "The shot has not started yet; follow the job's events.");
    }

    static ProblemException listWithoutKey() {
        return problem(
                "key-wanted", "Key wanted", 403, "The list has the jobs of the caller's own key or token; send one.");
    }

    static ProblemException rangeBehindTheEnd(long size) {
        return problem(
                "range-not-satisfiable",
                "Range not satisfiable",
                416,
                "The file has " + size + " bytes; 'Range' asks for none of them.");
    }

    static ProblemException notEnded() {
        return problem(
                "not-finished",
                "Not finished yet",
                409,
                "The job has unfinished frames; ask again when its state is done.");
    }

    static ProblemException frameTwice(String name) {
        return problem(
                "bad-shot",
                "Not a shot",
                400,
                "The shot has two frames '" + Shown.start(name) + "'; name each by its number.");
    }

    static ProblemException badShot(String sentence) {
        return problem("bad-shot", "Not a shot", 400, sentence);
    }

    static ProblemException framesOfOthers() {
        return problem(
                "frames-not-yours",
                "Not your frames",
                403,
                "'frames' may name your own presigned uploads; a prefix only where the service has no keys or shares jobs.");
    }

    static ProblemException jobTooLarge(long bytes, long allowed) {
        return problem(
                "job-too-large",
                "Job too large",
                413,
                "The job's pictures have " + bytes + " bytes; the limit is " + allowed
                        + "; send the rest in further jobs.");
    }

    static ProblemException unknownJob(String id, Duration age) {
        return problem(
                "unknown-job",
                "Unknown job",
                404,
                "There is no job '" + Shown.start(id) + "'; jobs are kept for " + age.toMinutes()
                        + " minutes after they end.");
    }

    static ProblemException unknownFrame(int frame, int frames) {
        return problem(
                "unknown-frame",
                "Unknown frame",
                404,
                "The job has frames 1 to " + frames + ", and no frame " + frame + ".");
    }

    static ProblemException notDrawn(String output, Collection<String> there) {
        return problem(
                "not-drawn",
                "Output not available",
                404,
                "'" + Shown.start(output) + "' was not requested for this job; it has: " + String.join(", ", there)
                        + ".");
    }

    /** @param part null where none was named */
    static ProblemException noSuchPart(String output, String part, Collection<String> there) {
        String what = part == null
                ? "'" + output + "' has several files; name one"
                : "'" + output + "' has no part '" + Shown.start(part) + "'";
        String parts = there.isEmpty() ? "it has one file and no parts" : "there are: " + String.join(", ", there);
        return problem("unknown-part", "Unknown part", 404, what + "; " + parts + ".");
    }

    static ProblemException noEdits(int frame) {
        return noEdits(Integer.toString(frame));
    }

    static ProblemException noEdits(String frame) {
        return problem("no-edits", "No edits", 404, "Frame " + Shown.start(frame) + " has no edits.");
    }

    static ProblemException noOutputs(int frame, Problem why) {
        return problem("no-outputs", "No outputs", 404, "Frame " + frame + " has no outputs. " + why.detail());
    }

    static ProblemException notYet(int frame) {
        return problem(
                "not-finished",
                "Not finished",
                409,
                "Frame " + frame + " is not finished yet; follow the job's events.");
    }

    static ProblemException notAcceptable(Collection<String> allowed) {
        return problem(
                "not-acceptable",
                "Not acceptable",
                406,
                "None of the media types in 'Accept' is available; use one of: " + String.join(", ", allowed) + ".");
    }

    static ProblemException tooSlow(Duration timeout) {
        return problem(
                "timeout",
                "Timed out",
                504,
                "The masks were not ready within " + timeout.toSeconds()
                        + " s, and processing was stopped; use /v1/jobs for longer waits.");
    }

    private static ProblemException problem(String type, String title, int status, String detail) {
        return new ProblemException(Problem.of(type, title, status, detail));
    }
}
