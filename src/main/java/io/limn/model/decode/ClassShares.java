package io.limn.model.decode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The class probabilities of each query: the softmax of its class logits. */
public final class ClassShares {
    /** The number of candidates that the reference considers. */
    private static final int MOST = 100;

    private final float[] shares;
    private final int queries;
    private final int classes;

    /** @param logits queries x (classes + 1); the last class means "no object" */
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
     * The most probable pairs of query and class; a query may appear with several classes. Pairs less probable than {@code least} are left
     * out: the mask's quality, at most 1, is multiplied in later, so their score can't reach it.
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
