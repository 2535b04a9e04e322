package io.limn.cli.eval;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.parsing.ModelId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The result of an evaluation.
 *
 * @param frames that were evaluated
 * @param unlabelled frames of the folder that were skipped because they have no truth
 * @param meanIou over the classes that occur in the truth or in a prediction
 * @param personIou of everything but background; from label maps, else from instance maps
 * @param sides by limb, the share of its pixels whose side (left or right) is correct
 * @param persons null if no instance maps were given
 * @param joints by joint; null if none were given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EvalReport(
        ModelId model,
        int frames,
        int unlabelled,
        Double meanIou,
        Double pixelAccuracy,
        Double personIou,
        Map<String, Double> sides,
        Persons persons,
        Map<String, JointScores.Score> joints,
        List<ClassScore> classes) {

    /** A class; {@code iou} is null if it occurs neither in the truth nor in a prediction. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClassScore(String label, Double iou, long truthPixels, long predictedPixels) {}

    /**
     * Scores of persons by instance maps; a person counts as found from IoU 0.5.
     *
     * @param there persons in the truth
     * @param iou of persons against the rest, over all pixels of all frames
     * @param frameIou the same, as the mean over frames
     * @param large persons that take up more than a quarter of their frame
     * @param largeFound how many of those were found
     */
    record Persons(
            long there,
            double precision,
            double recall,
            double f1,
            double iou,
            double frameIou,
            long large,
            long largeFound) {
        static Persons of(PersonScores scores) {
            return new Persons(
                    scores.persons(),
                    scores.precision(),
                    scores.recall(),
                    scores.f1(),
                    scores.iou(),
                    scores.frameIou(),
                    scores.large(),
                    scores.largeFound());
        }
    }

    /** Builds the report; scores whose truth was not given are null. */
    static EvalReport of(
            ModelId model,
            int frames,
            int unlabelled,
            LabelSet labels,
            LabelScores scores,
            PersonScores persons,
            JointScores joints) {
        Persons found = persons == null ? null : Persons.of(persons);
        Map<String, JointScores.Score> atJoints = joints == null ? null : joints.scores();
        if (scores == null) {
            Double iou = found == null ? null : found.iou();
            return new EvalReport(model, frames, unlabelled, null, null, iou, null, found, atJoints, null);
        }
        List<ClassScore> classes = labels.labels().stream()
                .map(Label::id)
                .map(id -> new ClassScore(
                        labels.labels().get(id).name(),
                        scores.iou(id).orElse(null),
                        scores.truthPixels(id),
                        scores.predictedPixels(id)))
                .toList();
        return new EvalReport(
                model,
                frames,
                unlabelled,
                scores.meanIou(),
                scores.pixelAccuracy(),
                scores.personIou(),
                scores.sides(),
                found,
                atJoints,
                classes);
    }

    /** A table for the terminal. */
    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "model           %s %s%n", model.name(), model.version());
        line(text, "frames          %d%s%n", frames, unlabelled == 0 ? "" : " (" + unlabelled + " without labels)");
        if (classes != null) {
            line(text, "mIoU            %.4f%n", meanIou);
            line(text, "pixel accuracy  %.4f%n", pixelAccuracy);
        }
        if (personIou != null) {
            line(text, "person IoU      %.4f%n", personIou);
        }
        if (sides != null) {
            sides.forEach((limb, share) -> line(text, "sides of %-6s %.4f%n", limb, share));
        }
        if (persons != null) {
            line(
                    text,
                    "persons         precision %.4f, recall %.4f, F1 %.4f (of %d at IoU 0.5)%n",
                    persons.precision(),
                    persons.recall(),
                    persons.f1(),
                    persons.there());
            line(
                    text,
                    "person masks    IoU %.4f of all pixels, %.4f as the mean of frames%n",
                    persons.iou(),
                    persons.frameIou());
            line(
                    text,
                    "large persons   %d of %d found (over a quarter of the frame)%n",
                    persons.largeFound(),
                    persons.large());
        }
        if (joints != null) {
            joints.forEach((joint, score) -> line(
                    text,
                    "at %-12s own limb %.4f, other side %.4f (of %d)%n",
                    joint + "s",
                    score.ownLimb(),
                    score.otherSide(),
                    score.joints()));
        }
        for (ClassScore score : classes == null ? List.<ClassScore>of() : classes) {
            String iou = score.iou() == null ? "     –" : String.format(Locale.ROOT, "%.4f", score.iou());
            line(text, "  %-14s %s  %12d pixels%n", score.label(), iou, score.truthPixels());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
