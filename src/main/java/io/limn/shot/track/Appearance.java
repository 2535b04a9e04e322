package io.limn.shot.track;

import io.limn.frame.Frame;
import io.limn.parsing.Parsing;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A person's appearance: the mean colour of each label, and the label's share of the person.
 *
 * @param colours by label red, green and blue, 0..255
 * @param shares by label, summing to 1
 */
record Appearance(float[] colours, float[] shares) {
    /** The most columns of a person that are sampled. */
    private static final int COLUMNS = 400;

    /** Below this common share of labels, two persons can't be compared. */
    private static final float LEAST_COMMON = 0.25f;

    static final float UNKNOWN = 255;

    /** The appearances of a frame's persons by id; null for unused ids. */
    static Appearance[] of(Frame frame, Parsing parsing) {
        int labels = parsing.main().labels().size();
        double[][] sums = new double[256][];
        byte[] persons = parsing.personMap().ids();
        byte[] ids = parsing.main().ids();
        int step = Math.max(1, frame.width() / COLUMNS);
        for (int y = 0; y < frame.height(); y += step) {
            for (int x = 0; x < frame.width(); x += step) {
                int at = y * frame.width() + x;
                int person = persons[at] & 0xFF;
                if (person == 0) {
                    continue;
                }
                double[] sum = sums[person] == null ? sums[person] = new double[4 * labels] : sums[person];
                int label = 4 * (ids[at] & 0xFF);
                sum[label]++;
                for (int channel = 0; channel < 3; channel++) {
                    sum[label + 1 + channel] += frame.bgr()[3 * at + 2 - channel] & 0xFF;
                }
            }
        }
        Appearance[] found = new Appearance[256];
        for (int person = 1; person < found.length; person++) {
            found[person] = sums[person] == null ? null : of(sums[person], labels);
        }
        return found;
    }

    private static Appearance of(double[] sum, int labels) {
        float[] colours = new float[3 * labels];
        float[] shares = new float[labels];
        double all = 0;
        for (int label = 0; label < labels; label++) {
            all += sum[4 * label];
        }
        for (int label = 0; label < labels; label++) {
            double count = sum[4 * label];
            shares[label] = (float) (count / all);
            for (int channel = 0; channel < 3 && count > 0; channel++) {
                colours[3 * label + channel] = (float) (sum[4 * label + 1 + channel] / count);
            }
        }
        return new Appearance(colours, shares);
    }

    /** Mean RGB distance over the labels that both show, 0..442; {@link #UNKNOWN} if these are too few. */
    float distance(Appearance other) {
        float common = 0;
        float sum = 0;
        for (int label = 0; label < shares.length; label++) {
            float share = Math.min(shares[label], other.shares[label]);
            if (share > 0) {
                float red = colours[3 * label] - other.colours[3 * label];
                float green = colours[3 * label + 1] - other.colours[3 * label + 1];
                float blue = colours[3 * label + 2] - other.colours[3 * label + 2];
                common += share;
                sum += share * (float) Math.sqrt(red * red + green * green + blue * blue);
            }
        }
        return common < LEAST_COMMON ? UNKNOWN : sum / common;
    }

    /** This appearance, moved towards the person's current one by the factor {@code by}. */
    Appearance towards(Appearance now, float by) {
        float[] colour = colours.clone();
        float[] share = shares.clone();
        for (int label = 0; label < share.length; label++) {
            boolean first = shares[label] == 0;
            for (int i = 3 * label; i < 3 * label + 3; i++) {
                if (now.shares[label] > 0) {
                    colour[i] = first ? now.colours[i] : colour[i] + by * (now.colours[i] - colour[i]);
                }
            }
            share[label] += by * (now.shares[label] - share[label]);
        }
        return new Appearance(colour, share);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(shares.length);
        for (float value : shares) {
            out.writeFloat(value);
        }
        for (float value : colours) {
            out.writeFloat(value);
        }
    }

    static Appearance read(DataInput in) throws IOException {
        int labels = in.readInt();
        float[] shares = new float[labels];
        float[] colours = new float[3 * labels];
        for (int i = 0; i < labels; i++) {
            shares[i] = in.readFloat();
        }
        for (int i = 0; i < colours.length; i++) {
            colours[i] = in.readFloat();
        }
        return new Appearance(colours, shares);
    }
}
