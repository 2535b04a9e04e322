package io.limn.model.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;

/**
 * A part of a graph that runs on its own.
 *
 * @param nodes in topological order
 * @param weights names of the initializers that it reads
 * @param inputs tensors that it reads of the graph's inputs, of earlier pieces and of what was computed between them
 * @param outputs tensors that it computes for later pieces, for the samplings between them and for the caller of the graph
 */
record Piece(List<NodeProto> nodes, List<String> weights, List<String> inputs, List<String> outputs) {}
