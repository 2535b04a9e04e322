package io.limn.model.decode;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Probabilities of labels and persons along a row, from masks that overlap. Consistent with {@link LabelBand}: the label that wins there
 * is the most probable one here. Not thread-safe.
 *
 * <p>A part counts if its sigmoid times its score exceeds 0.5, that is if {@code logit + ln(2 * score - 1) > 0}. The largest such sum is
 * the foreground's logit against the background. Labels share the foreground in proportion to the eighth power of their strengths, the
 * means that the label map compares.
 */
final class DrawnRow {
    private static final float MOST_LOGIT = 20;
    private static final float HALF = LabelBand.HALF;

    private final List<DrawnMasks.Part> parts;
    private final List<Integer> persons;
    private final int labels;
    private final int people;
    private final LogitRows[] masks;
    private final int width;
    private final float[] strength;
    private final float[] passing;
    private final byte[] count;
    private final float[] foreground;
    private final float[] weights;
    private final float[] values;
    private final float[] background;

    /** @param mask returns mask i; parts come first, then persons */
    DrawnRow(DrawnMasks drawn, IntFunction<LogitRows> mask, int width) {
        parts = drawn.parts();
        persons = drawn.persons();
        labels = drawn.labels();
        people = drawn.people();
        this.width = width;
        masks = new LogitRows[parts.size() + persons.size()];
        Arrays.setAll(masks, mask);
        strength = new float[labels * width];
        passing = new float[labels * width];
        count = new byte[labels * width];
        foreground = new float[width];
        weights = new float[(people + 1) * width];
        values = new float[width];
        background = new float[width];
    }

    /** @param into planes of labels, {@code width} each */
    void labels(int y, float[] into) {
        scan(y, false);
        share(into);
    }

    /** @param into planes of persons, plane 0 being background, {@code width} each */
    void persons(int y, float[] into) {
        scan(y, true);
        share(null);
        paintPersons(y, into);
        for (int x = 0; x < width; x++) {
            float sum = 0;
            for (int person = 0; person <= people; person++) {
                sum += weights[person * width + x];
            }
            float shown = 1 - background[x];
            float perWeight = sum > 0 ? shown / sum : 0;
            float open = background[x] + weights[x] * perWeight + (sum > 0 ? 0 : shown);
            for (int person = 0; person <= people; person++) {
                float drawn = person == 0 ? 0 : weights[person * width + x] * perWeight;
                into[person * width + x] = drawn + open * into[person * width + x];
            }
        }
    }

    private void scan(int y, boolean owners) {
        Arrays.fill(strength, 0);
        Arrays.fill(passing, 0);
        Arrays.fill(count, (byte) 0);
        Arrays.fill(foreground, -MOST_LOGIT);
        Arrays.fill(weights, 0);
        for (int i = 0; i < parts.size(); i++) {
            if (masks[i].reaches(y)) {
                add(parts.get(i), masks[i], masks[i].row(y), owners);
            }
        }
    }

    private void add(DrawnMasks.Part part, LogitRows mask, float[] logits, boolean owners) {
        int plane = part.label() * width;
        float shift = (float) Math.log(2 * part.score() - 1);
        Sigmoid.each(logits, values, mask.right());
        for (int x = mask.left(); x < mask.right(); x++) {
            float value = values[x] * part.score();
            if (part.label() != 0) {
                foreground[x] = Math.max(foreground[x], logits[x] + shift);
                if (owners) {
                    weights[part.owner() * width + x] += eighth(value);
                }
            }
            if (value > HALF) {
                passing[plane + x] += value;
                count[plane + x]++;
            } else {
                strength[plane + x] = Math.max(strength[plane + x], value);
            }
        }
    }

    private static float eighth(float value) {
        float square = value * value;
        float fourth = square * square;
        return fourth * fourth;
    }

    /** @param into null if only {@link #background} is needed */
    private void share(float[] into) {
        for (int x = 0; x < width; x++) {
            float most = 0;
            for (int at = x; at < strength.length; at += width) {
                if (count[at] > 0) {
                    strength[at] = passing[at] / (count[at] & 0xFF);
                }
                most = at == x ? 0 : Math.max(most, strength[at]);
            }
            if (most <= 0) {
                background[x] = 1;
                clear(into, x);
                continue;
            }
            float shown = (float) Math.exp(Math.min(foreground[x], MOST_LOGIT));
            float nothing = count[x] > 0 ? Math.max(1, shown * eighth(strength[x] / most)) : 1;
            float sum = nothing;
            for (int at = x + width; at < strength.length; at += width) {
                strength[at] = strength[at] <= 0 ? 0 : shown * eighth(strength[at] / most);
                sum += strength[at];
            }
            background[x] = nothing / sum;
            if (into != null) {
                into[x] = background[x];
                for (int at = x + width; at < strength.length; at += width) {
                    into[at] = strength[at] / sum;
                }
            }
        }
    }

    private void clear(float[] into, int x) {
        if (into != null) {
            into[x] = 1;
            for (int at = x + width; at < strength.length; at += width) {
                into[at] = 0;
            }
        }
    }

    /** Composites whole persons over each other, those with the highest scores on top. */
    private void paintPersons(int y, float[] into) {
        Arrays.fill(into, 0, width, 1);
        Arrays.fill(into, width, (people + 1) * width, 0);
        for (int i = 0; i < persons.size(); i++) {
            LogitRows mask = masks[parts.size() + i];
            if (mask.reaches(y)) {
                int plane = persons.get(i) * width;
                Sigmoid.each(mask.row(y), values, mask.right());
                for (int x = mask.left(); x < mask.right(); x++) {
                    float taken = into[x] * values[x];
                    into[plane + x] += plane == 0 ? 0 : taken;
                    into[x] -= plane == 0 ? 0 : taken;
                }
            }
        }
    }
}
