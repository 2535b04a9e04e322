package io.limn.model.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The class probabilities of each query: the softmax of its class logits. */
public final class ClassShares {
    /** As many as the reference considers. */
    private static final int MOST = 100;

    private final float[] shares;
    private final int queries;
    private final int classes;

    /** @param logits queries x (classes + 1), the last class being nothing */
    public ClassShares(float[] logits, int queries, int classes) {
        this.queries = queries;
        this.classes = classes;
        shares = new float[queries * classes];
        double[] powers = new double[classes + 1];
        for (int query = 0; query < queries; query++) {
            int row = query * (classes + 1);
            double most = Double.NEGATIVE_INFINITY;
            for (int label = 0; label <= classes; label++) {
                most = Math.max(most, logits[row + label]);
            }
            double sum = 0;
            for (int label = 0; label <= classes; label++) {
                powers[label] = Math.exp(logits[row + label] - most);
                sum += powers[label];
            }
            for (int label = 0; label < classes; label++) {
                shares[query * classes + label] = (float) (powers[label] / sum);
            }
        }
    }

    /** A query's probability of a class, 0..1. */
    public float of(int query, int label) {
        return shares[query * classes + label];
    }

    /**
     * The likeliest of all pairs of query and class, one query standing under several classes maybe. Those less likely than {@code
     * least} are left out: what is multiplied with the probability later is at most 1, so their score could not reach it.
     */
    List<ClassCandidate> likeliest(float least) {
        List<ClassCandidate> guesses = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] >= least) {
                guesses.add(new ClassCandidate(i / classes, i % classes, shares[i]));
            }
        }
        guesses.sort(Comparator.comparingDouble(ClassCandidate::probability).reversed());
        return guesses.size() > MOST ? guesses.subList(0, MOST) : guesses;
    }
}
