package io.limn.m2fp.importer;

import io.limn.m2fp.network.M2fpGraph;
import io.limn.m2fp.torch.CheckpointException;
import io.limn.m2fp.torch.TorchCheckpoint;
import java.util.List;

/**
 * The properties of a checkpoint's model.
 *
 * @param labels names of the label layer, background first
 * @param persons whether it distinguishes persons; if so, a class after the labels means a whole person
 * @param queries number of mask queries
 * @param paint minimum score of a part in the label map, 0..1
 */
record M2fpModel(List<String> labels, boolean persons, int queries, float paint) {
    /** Minimum class probability of a query that the pipeline considers. */
    static final float KEEP = 0.1f;

    /** The value of the published multi-human model. */
    private static final float PAINT = 0.3f;

    /**
     * Combines a checkpoint and its configuration.
     *
     * @param configuration null if there is none; the number of classes then identifies the published model
     * @throws CheckpointException if the two don't match, or the classes are unknown
     */
    static M2fpModel of(TorchCheckpoint checkpoint, M2fpConfiguration configuration) {
        int classes = M2fpGraph.classes(checkpoint);
        List<String> names = configuration == null || configuration.classes() == null
                ? M2fpLabels.published(classes)
                : configuration.classes();
        if (names.size() != classes) {
            throw new CheckpointException("the configuration names " + names.size()
                    + " classes, but the checkpoint has " + classes + "; they are of two models");
        }
        boolean persons = configuration == null || configuration.singleHuman() == null
                ? names.get(classes - 1).equalsIgnoreCase(M2fpLabels.PERSON)
                : !configuration.singleHuman();
        float paint = configuration == null || configuration.paint() == null ? PAINT : configuration.paint();
        return new M2fpModel(
                M2fpLabels.renamed(persons ? names.subList(0, classes - 1) : names),
                persons,
                M2fpGraph.queries(checkpoint),
                paint);
    }
}
