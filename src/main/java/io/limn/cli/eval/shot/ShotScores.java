package io.limn.cli.eval.shot;

import io.limn.label.LabelSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scores the answers for the frames of shots, added in order. */
final class ShotScores {
    private final Regions regions;
    private final Map<String, Confusion> confusions = new LinkedHashMap<>();
    private final Confusion persons = new Confusion(2);
    private final Map<String, EdgeJitter> jitter = new LinkedHashMap<>();
    private final Map<String, Flicker> flicker = new LinkedHashMap<>();
    private final TemporalError error = new TemporalError();
    private IdSwitches switches = new IdSwitches();
    private int switched;
    private int afterOcclusion;
    private TruthFrame truthBefore;
    private Answer before;
    private Map<String, Contour> contoursBefore = Map.of();

    ShotScores(List<LabelSet> layers) {
        regions = Regions.of(layers);
        layers.forEach(layer -> confusions.put(layer.name(), new Confusion(layer.size())));
    }

    void add(TruthFrame truth, Answer answer) {
        Map<String, Contour> contours = new TreeMap<>();
        boolean moved = truthBefore != null && truth.motion() != null;
        truth.layers().forEach((layer, ids) -> {
            confusions.get(layer).add(ids, answer.layers().get(layer));
            if (moved) {
                flicker.computeIfAbsent(layer, name -> new Flicker())
                        .add(
                                ids,
                                truthBefore.layers().get(layer),
                                answer.layers().get(layer),
                                before.layers().get(layer),
                                truth.motion(),
                                truth.width());
            }
        });
        persons.add(binary(truth.persons()), binary(answer.persons()));
        switches.add(truth.persons(), answer.persons());
        answer.mattes().forEach((region, matte) -> {
            Contour contour = new Contour(matte, truth.width(), truth.height());
            contours.put(region, contour);
            if (moved && contoursBefore.containsKey(region)) {
                jitter.computeIfAbsent(region, name -> new EdgeJitter())
                        .add(
                                contour,
                                regions.in(truth, region),
                                contoursBefore.get(region),
                                regions.in(truthBefore, region),
                                truth);
            }
        });
        if (moved) {
            error.add(
                    answer.mattes().get(Regions.PERSON),
                    before.mattes().get(Regions.PERSON),
                    regions.in(truth, Regions.PERSON),
                    regions.in(truthBefore, Regions.PERSON));
        }
        truthBefore = truth;
        before = answer;
        contoursBefore = contours;
    }

    /** Ends a shot: the next frame is the first of another one. */
    void cut() {
        switched += switches.count();
        afterOcclusion += switches.afterOcclusion();
        switches = new IdSwitches();
        truthBefore = null;
        before = null;
        contoursBefore = Map.of();
    }

    private static byte[] binary(byte[] persons) {
        byte[] somebody = new byte[persons.length];
        for (int i = 0; i < persons.length; i++) {
            somebody[i] = (byte) (persons[i] == 0 ? 0 : 1);
        }
        return somebody;
    }

    ShotScore score() {
        Map<String, Double> jitters = new LinkedHashMap<>();
        jitter.forEach((region, value) -> jitters.put(region, value.pixels()));
        Map<String, Double> flickers = new LinkedHashMap<>();
        flicker.forEach((layer, value) -> flickers.put(layer, value.share()));
        Map<String, Double> ious = new LinkedHashMap<>();
        confusions.forEach((layer, value) -> ious.put(layer, value.meanIou()));
        return new ShotScore(
                jitters,
                error.value(),
                flickers,
                switched + switches.count(),
                afterOcclusion + switches.afterOcclusion(),
                ious,
                persons.iou(1));
    }
}
