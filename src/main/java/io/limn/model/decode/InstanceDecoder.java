package io.limn.model.decode;

import io.limn.label.LabelSet;
import io.limn.model.graph.ParallelFor;
import io.limn.model.input.InputSize;
import io.limn.parsing.Coverage;
import io.limn.parsing.Evidence;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Parts and persons from mask queries, as in M2FP (Yang et al. 2023): each likely pair of query and class is an instance
 * whose score is its probability times its mask's quality. Masks are upsampled to the frame row by row, and only those that can still
 * reach the minimum score.
 */
final class InstanceDecoder implements Decoder {
    private static final int BACKGROUND = 0;

    private final LabelSet labels;
    private final String logits;
    private final String masks;
    private final int queries;
    private final int stride;
    private final float keep;
    private final float paint;
    private final ParallelFor workers;

    /**
     * @param labels the classes except the last two: the whole person, and "no object"
     * @param logits name of the output with the class logits
     * @param masks name of the output with the masks
     * @param stride input pixels per cell of the masks
     * @param keep minimum score of a part or a person, 0..1
     * @param paint minimum score of a part that is painted into the label layer, 0..1
     * @param workers upsamples masks in parallel
     */
    public InstanceDecoder(
            LabelSet labels,
            String logits,
            String masks,
            int queries,
            int stride,
            float keep,
            float paint,
            ParallelFor workers) {
        this.labels = labels;
        this.logits = logits;
        this.masks = masks;
        this.queries = queries;
        this.stride = stride;
        this.keep = keep;
        this.paint = paint;
        this.workers = workers;
    }

    @Override
    public Parsing decode(Function<String, float[]> outputs, InputSize size, Evidence evidence) {
        Upsampler upsampler = new Upsampler(size, stride);
        float[] cells = outputs.apply(masks);
        List<Instance> all = instances(outputs.apply(logits), cells, upsampler);
        int whole = labels.size();
        List<Instance> drawn = all.stream().filter(one -> one.label() < whole).toList();
        List<Instance> persons = PartAssignment.distinct(
                all.stream().filter(one -> one.label() == whole).toList());
        int[] owners = PartAssignment.of(drawn, persons);
        // Instances are sorted by falling score, so the filter drops the end of the list and indices stay valid.
        List<Instance> painted =
                drawn.stream().filter(one -> one.score() >= paint).toList();
        LabelPainter layer =
                new LabelPainter(painted, whole, cells, size.frameWidth(), size.frameHeight(), upsampler, workers);
        PersonMapPainter map = new PersonMapPainter(size.frameWidth(), size.frameHeight(), persons, layer, owners);
        return new Parsing(
                size.frameWidth(),
                size.frameHeight(),
                List.of(new LabelLayer(labels, size.frameWidth(), size.frameHeight(), layer.ids)),
                map.personMap,
                map.persons,
                evidence == Evidence.COVERAGE
                        ? Optional.of(coverage(
                                masks(painted, owners, persons, map, cells, size, upsampler),
                                regions(drawn, owners, persons, map.ids)))
                        : Optional.empty());
    }

    private Coverage coverage(DrawnMasks drawn, List<Region> regions) {
        return new Coverage(
                Map.of(labels.name(), new DrawnMap(drawn, DrawnMap.Kind.LABELS)),
                new DrawnMap(drawn, DrawnMap.Kind.PERSONS),
                new DrawnMap(drawn, DrawnMap.Kind.OWNERS),
                regions);
    }

    private DrawnMasks masks(
            List<Instance> painted,
            int[] owners,
            List<Instance> persons,
            PersonMapPainter map,
            float[] cells,
            InputSize size,
            Upsampler upsampler) {
        List<DrawnMasks.Part> parts = new ArrayList<>();
        List<Integer> ids = new ArrayList<>();
        List<Integer> sources = new ArrayList<>();
        for (int i = 0; i < painted.size(); i++) {
            Instance one = painted.get(i);
            if (one.score() > LabelBand.HALF) {
                parts.add(new DrawnMasks.Part(one.label(), map.ids[owners[i]], one.score()));
                sources.add(one.query());
            }
        }
        for (int i = 0; i < persons.size(); i++) {
            ids.add(map.ids[i + 1]);
            sources.add(persons.get(i).query());
        }
        int plane = (size.width() / stride) * (size.height() / stride);
        float[] kept = new float[Math.multiplyExact(sources.size(), plane)];
        for (int i = 0; i < sources.size(); i++) {
            System.arraycopy(cells, sources.get(i) * plane, kept, i * plane, plane);
        }
        return new DrawnMasks(parts, ids, labels.size(), map.persons.size(), kept, size, stride, upsampler);
    }

    /** All instances that reach {@code keep}, by falling score: parts, background and, with the label after the last, persons. */
    List<Instance> instances(float[] classLogits, float[] cells, Upsampler upsampler) {
        ClassShares shares = new ClassShares(classLogits, queries, labels.size() + 1);
        List<ClassCandidate> guesses = shares.likeliest(keep);
        MaskEstimate[] estimates = estimates(guesses, cells, upsampler);
        List<Instance> instances = new ArrayList<>();
        for (ClassCandidate guess : guesses) {
            MaskEstimate estimate = estimates[guess.query()];
            float score = guess.probability() * estimate.quality();
            if (estimate.mask() != null && score >= keep) {
                instances.add(new Instance(guess.query(), guess.label(), score, estimate.mask()));
            }
        }
        instances.sort(Comparator.comparingDouble(Instance::score).reversed());
        return instances;
    }

    /** The mask estimates by query; null for queries that are not used. */
    private MaskEstimate[] estimates(List<ClassCandidate> guesses, float[] cells, Upsampler upsampler) {
        int[] wanted =
                guesses.stream().mapToInt(ClassCandidate::query).distinct().toArray();
        MaskEstimate[] estimates = new MaskEstimate[queries];
        workers.each(
                wanted.length,
                i -> estimates[wanted[i]] = MaskEstimate.of(upsampler.rows().open(cells, wanted[i])));
        return estimates;
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
