package io.limn.model.decode;

import io.limn.label.LabelSet;
import io.limn.model.input.InputSize;
import io.limn.parsing.Coverage;
import io.limn.parsing.Evidence;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import io.limn.parsing.PersonMap;
import io.limn.parsing.ProbabilityMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A label map from mask queries: a class's strength at an input pixel is the sum over all queries of the class's probability times
 * the mask's sigmoid; each frame pixel takes the strongest class of the interpolated strengths. Everything but background is one person.
 */
final class ClassDecoder implements Decoder {
    /** Class probabilities below this are skipped: they don't change a strength noticeably. */
    private static final float NOTHING = 1e-6f;

    private final LabelSet labels;
    private final String logits;
    private final String masks;
    private final int queries;
    private final int stride;
    private final DenseDecoder winners;
    private float[] strengths = {};

    /**
     * @param labels the classes except the last, which means "no object"
     * @param logits name of the output with the class logits
     * @param masks name of the output with the masks
     * @param stride input pixels per cell of the masks
     */
    public ClassDecoder(LabelSet labels, String logits, String masks, int queries, int stride) {
        this.labels = labels;
        this.logits = logits;
        this.masks = masks;
        this.queries = queries;
        this.stride = stride;
        winners = new DenseDecoder(labels.size());
    }

    @Override
    public Parsing decode(Function<String, float[]> outputs, InputSize size, Evidence evidence) {
        // The content without padding, one cell per input pixel: the reference resizes twice, and its second resize
        // starts here.
        InputSize content = new InputSize(
                size.contentWidth(),
                size.contentHeight(),
                size.contentWidth(),
                size.contentHeight(),
                size.left(),
                size.top(),
                size.width(),
                size.height(),
                size.around());
        addUp(outputs.apply(logits), outputs.apply(masks), new Upsampler(content, stride), content);
        Grid grid = new Grid(
                new InputSize(
                        size.frameWidth(),
                        size.frameHeight(),
                        size.contentWidth(),
                        size.contentHeight(),
                        size.contentWidth(),
                        size.contentHeight()),
                1);
        byte[] ids = winners.decode(strengths, grid);
        Parsing maps = onePerson(ids, size.frameWidth(), size.frameHeight());
        return evidence == Evidence.MAPS
                ? maps
                : new Parsing(
                        maps.width(),
                        maps.height(),
                        maps.layers(),
                        maps.personMap(),
                        maps.persons(),
                        Optional.of(coverage(grid, maps.persons().size())));
    }

    private Coverage coverage(Grid grid, int persons) {
        ProbabilityMap map = new ScoreMap(strengths.clone(), labels.size(), grid);
        ProbabilityMap owner = OneHotMap.onePerson(persons > 0, grid);
        return new Coverage(
                Map.of(labels.name(), map),
                new PersonProbabilities(map, FrameDecoder.people(labels, List.of()), owner),
                owner,
                List.of());
    }

    private void addUp(float[] classLogits, float[] cells, Upsampler upsampler, InputSize content) {
        int width = content.contentWidth();
        int plane = width * content.contentHeight();
        if (strengths.length != plane * labels.size()) {
            strengths = new float[plane * labels.size()];
        }
        Arrays.fill(strengths, 0);
        ClassShares shares = new ClassShares(classLogits, queries, labels.size());
        MaskRows rows = upsampler.rows();
        float[] inside = new float[width];
        for (int query = 0; query < queries; query++) {
            rows.openWhole(cells, query);
            for (int y = 0; y < content.contentHeight(); y++) {
                Sigmoid.each(rows.row(y), inside, width);
                for (int label = 0; label < labels.size(); label++) {
                    float share = shares.of(query, label);
                    if (share > NOTHING) {
                        add(inside, share, label * plane + y * width);
                    }
                }
            }
        }
    }

    private void add(float[] inside, float share, int at) {
        float[] sums = strengths;
        for (int x = 0; x < inside.length; x++) {
            sums[at + x] += inside[x] * share;
        }
    }

    private Parsing onePerson(byte[] ids, int width, int height) {
        byte[] map = new byte[ids.length];
        for (int i = 0; i < map.length; i++) {
            map[i] = (byte) (ids[i] == 0 ? 0 : 1);
        }
        RegionStats stats = new RegionStats(map, width);
        List<Person> persons = stats.pixels(1) == 0
                ? List.of()
                : List.of(new Person(1, stats.box(1), certainty(), stats.pixels(1), List.of()));
        return new Parsing(
                width,
                height,
                List.of(new LabelLayer(labels, width, height, ids)),
                new PersonMap(width, height, map),
                persons);
    }

    /** The mean strength of the winners that aren't background; capped at 1, since several queries may add up. */
    private float certainty() {
        int plane = strengths.length / labels.size();
        double sum = 0;
        long count = 0;
        for (int i = 0; i < plane; i++) {
            float most = 0;
            for (int label = 1; label < labels.size(); label++) {
                most = Math.max(most, strengths[label * plane + i]);
            }
            if (most > strengths[i]) {
                sum += Math.min(1, most);
                count++;
            }
        }
        return count == 0 ? 0 : (float) (sum / count);
    }
}
