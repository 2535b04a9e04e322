package io.limn.model.graph;

import java.util.List;

/**
 * A place where a graph is cut in two.
 *
 * @param read tensors that the caller reads here
 * @param written the tensor that the caller computes from them, in place of the graph
 */
record Cut(List<String> read, String written) {
    public Cut {
        read = List.copyOf(read);
    }
}
