package io.limn.model.decode.query;

import io.limn.label.LabelSet;
import io.limn.model.crew.Crew;
import io.limn.model.decode.Decoder;
import io.limn.model.input.InputSize;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Parts and persons from mask queries, as M2FP (Yang et al. 2023) has them: each likely pair of query and class is an instance
 * whose score is its probability times its mask's own certainty. Masks are enlarged to the frame a row at a time, and only those
 * that can still reach the least score.
 */
public final class InstanceDecoder implements Decoder {
    private static final int BACKGROUND = 0;

    private final LabelSet labels;
    private final String logits;
    private final String masks;
    private final int queries;
    private final int stride;
    private final float keep;
    private final float paint;
    private final Crew crew;

    /**
     * @param labels the classes but the last two: the whole person, and nothing
     * @param logits the output's name
     * @param masks the output's name
     * @param stride input pixels a cell of the masks
     * @param keep least score of a part or a person
     * @param paint least score of a part that takes part in the label layer
     * @param crew who enlarges masks
     */
    public InstanceDecoder(
            LabelSet labels, String logits, String masks, int queries, int stride, float keep, float paint, Crew crew) {
        this.labels = labels;
        this.logits = logits;
        this.masks = masks;
        this.queries = queries;
        this.stride = stride;
        this.keep = keep;
        this.paint = paint;
        this.crew = crew;
    }

    @Override
    public Parsing decode(Function<String, float[]> outputs, InputSize size) {
        Enlarger enlarger = new Enlarger(size, stride);
        float[] cells = outputs.apply(masks);
        List<Instance> all = instances(outputs.apply(logits), cells, enlarger);
        int whole = labels.size();
        List<Instance> drawn = all.stream().filter(one -> one.label() < whole).toList();
        List<Instance> persons =
                Owners.distinct(all.stream().filter(one -> one.label() == whole).toList());
        int[] owners = Owners.of(drawn, persons);
        // The surest come first, so what is left out by the score are the last, and the places in the list stay.
        LabelPainter layer = new LabelPainter(
                drawn.stream().filter(one -> one.score() >= paint).toList(),
                whole,
                cells,
                size.frameWidth(),
                size.frameHeight(),
                enlarger,
                crew);
        PersonMapPainter map = new PersonMapPainter(size.frameWidth(), size.frameHeight(), persons, layer, owners);
        return new Parsing(
                size.frameWidth(),
                size.frameHeight(),
                List.of(new LabelLayer(labels, size.frameWidth(), size.frameHeight(), layer.ids)),
                map.personMap,
                map.persons,
                regions(drawn, owners, persons, map.ids));
    }

    /** All that reaches {@code keep}, the surest first: parts, background and, under the label after the last, persons. */
    List<Instance> instances(float[] classLogits, float[] cells, Enlarger enlarger) {
        ClassShares shares = new ClassShares(classLogits, queries, labels.size() + 1);
        List<Guess> guesses = shares.likeliest(keep);
        Silhouette[] silhouettes = silhouettes(guesses, cells, enlarger);
        List<Instance> instances = new ArrayList<>();
        for (Guess guess : guesses) {
            Silhouette silhouette = silhouettes[guess.query()];
            float score = guess.probability() * silhouette.quality();
            if (silhouette.mask() != null && score >= keep) {
                instances.add(new Instance(guess.query(), guess.label(), score, silhouette.mask()));
            }
        }
        instances.sort(Comparator.comparingDouble(Instance::score).reversed());
        return instances;
    }

    /** By query, null where nobody asks for it. */
    private Silhouette[] silhouettes(List<Guess> guesses, float[] cells, Enlarger enlarger) {
        int[] wanted = guesses.stream().mapToInt(Guess::query).distinct().toArray();
        Silhouette[] silhouettes = new Silhouette[queries];
        crew.each(
                wanted.length,
                i -> silhouettes[wanted[i]] = Silhouette.of(enlarger.rows().open(cells, wanted[i])));
        return silhouettes;
    }

    private static List<Region> regions(List<Instance> drawn, int[] owners, List<Instance> persons, int[] ids) {
        List<Region> regions = new ArrayList<>();
        for (int i = 0; i < persons.size(); i++) {
            Instance one = persons.get(i);
            regions.add(new Region(Region.WHOLE, ids[i + 1], one.score(), one.mask()));
        }
        for (int i = 0; i < drawn.size(); i++) {
            Instance one = drawn.get(i);
            if (one.label() != BACKGROUND) {
                regions.add(new Region(one.label(), ids[owners[i]], one.score(), one.mask()));
            }
        }
        regions.sort(Comparator.comparingDouble(Region::score).reversed());
        return regions;
    }
}
