package io.limn.m2fp.importer;

import io.limn.model.decode.ClassShares;
import java.util.BitSet;

/**
 * The pixels inside a network's masks.
 *
 * @param claimed the queries with a class probable enough for the pipeline to keep them
 * @param inside by query and cell, whether the mask's logit is above 0
 */
record MaskSigns(BitSet claimed, BitSet inside, int cells) {
    /**
     * Thresholds a network's outputs.
     *
     * @param logits queries x (classes + 1); the last class means "no object"
     * @param masks queries x cells
     * @param least minimum probability of a query that counts
     */
    static MaskSigns of(float[] logits, float[] masks, int queries, float least) {
        int classes = logits.length / queries - 1;
        ClassShares shares = new ClassShares(logits, queries, classes);
        BitSet claimed = new BitSet(queries);
        for (int query = 0; query < queries; query++) {
            for (int label = 0; label < classes; label++) {
                if (shares.of(query, label) >= least) {
                    claimed.set(query);
                }
            }
        }
        BitSet inside = new BitSet(masks.length);
        for (int i = 0; i < masks.length; i++) {
            inside.set(i, masks[i] > 0);
        }
        return new MaskSigns(claimed, inside, masks.length / queries);
    }

    /** The share of pixels, 0..1, that are inside in one and outside in the other, over all masks that either would keep. */
    double changed(MaskSigns other) {
        BitSet either = (BitSet) claimed.clone();
        either.or(other.claimed);
        BitSet differing = (BitSet) inside.clone();
        differing.xor(other.inside);
        long changed = either.stream()
                .mapToLong(query ->
                        differing.get(query * cells, (query + 1) * cells).cardinality())
                .sum();
        return either.isEmpty() ? 0 : (double) changed / ((long) either.cardinality() * cells);
    }
}
