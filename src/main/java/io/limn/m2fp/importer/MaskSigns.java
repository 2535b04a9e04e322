package io.limn.m2fp.importer;

import io.limn.model.decode.ClassShares;
import java.util.BitSet;

/**
 * Which pixels a network puts into its masks.
 *
 * @param claimed the queries that some class is likely enough for, so that the pipeline would keep them
 * @param inside by query and cell, whether the mask's logit is above 0
 */
record MaskSigns(BitSet claimed, BitSet inside, int cells) {
    /**
     * @param logits queries x (classes + 1), the last class being nothing
     * @param masks queries x cells
     * @param least probability from which a query counts
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

    /** The share of pixels that one has inside and the other outside, in all masks that either would keep; 0..1. */
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
