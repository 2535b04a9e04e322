package io.limn.cli.eval;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.limn.label.Label;
import io.limn.label.LabelSet;
import io.limn.parsing.ModelId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an evaluation found.
 *
 * @param frames that were judged
 * @param unlabelled frames of the folder that have no label map, and so were not
 * @param meanIou over the classes that stand in the truth or in a prediction
 * @param personIou of all that is not background
 * @param sides share of right sides by limb
 * @param persons null where no instance maps were given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EvalReport(
        ModelId model,
        int frames,
        int unlabelled,
        double meanIou,
        double pixelAccuracy,
        double personIou,
        Map<String, Double> sides,
        Persons persons,
        List<ClassScore> classes) {

    /** A class; {@code iou} is null where it stands neither in the truth nor in a prediction. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClassScore(String label, Double iou, long truthPixels, long predictedPixels) {}

    /** Persons found at IoU 0.5; {@code there} is how many there truly are. */
    record Persons(long there, double precision, double recall, double f1) {
        static Persons of(PersonScores scores) {
            return new Persons(scores.persons(), scores.precision(), scores.recall(), scores.f1());
        }
    }

    static EvalReport of(
            ModelId model, int frames, int unlabelled, LabelSet labels, LabelScores scores, PersonScores persons) {
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
                persons == null ? null : Persons.of(persons),
                classes);
    }

    /** As a table for people. */
    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "model           %s %s%n", model.name(), model.version());
        line(
                text,
                "frames          %d%s%n",
                frames,
                unlabelled == 0 ? "" : " (" + unlabelled + " without a label map)");
        line(text, "mIoU            %.4f%n", meanIou);
        line(text, "pixel accuracy  %.4f%n", pixelAccuracy);
        line(text, "person IoU      %.4f%n", personIou);
        sides.forEach((limb, share) -> line(text, "sides of %-6s %.4f%n", limb, share));
        if (persons != null) {
            line(
                    text,
                    "persons         precision %.4f, recall %.4f, F1 %.4f (of %d at IoU 0.5)%n",
                    persons.precision(),
                    persons.recall(),
                    persons.f1(),
                    persons.there());
        }
        for (ClassScore score : classes) {
            String iou = score.iou() == null ? "     –" : String.format(Locale.ROOT, "%.4f", score.iou());
            line(text, "  %-14s %s  %12d pixels%n", score.label(), iou, score.truthPixels());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
