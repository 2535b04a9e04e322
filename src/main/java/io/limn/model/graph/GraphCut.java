package io.limn.model.graph;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cuts a graph into pieces that run one after the other. A node is placed in the first piece in which all its inputs are available; a node
 * that reads only weights is placed in every piece that needs it.
 */
final class GraphCut {
    /** For values that every piece can compute by itself. */
    private static final int ANYWHERE = -1;

    private final GraphProto graph;
    private final List<Cut> cuts;
    private final Set<String> weights = new HashSet<>();
    /** The first piece in which a value is available. */
    private final Map<String, Integer> since = new HashMap<>();

    private final List<NodeProto> needed = new ArrayList<>();

    private GraphCut(GraphProto graph, List<Cut> cuts) {
        this.graph = graph;
        this.cuts = cuts;
        graph.getInitializerList().stream().map(TensorProto::getName).forEach(weights::add);
        findNeeded();
        place();
        check();
    }

    /**
     * The pieces, one more than cuts.
     *
     * @throws IllegalArgumentException if the graph has no such tensor, or it isn't computed yet at its cut
     */
    static List<Piece> of(GraphProto graph, List<Cut> cuts) {
        GraphCut cut = new GraphCut(graph, cuts);
        List<Piece> pieces =
                IntStream.rangeClosed(0, cuts.size()).mapToObj(cut::piece).toList();
        for (Cut place : cuts) {
            for (String name : place.read()) {
                if (pieces.stream().anyMatch(piece -> piece.inputs().contains(name))) {
                    throw new IllegalArgumentException("'" + name + "' is read elsewhere in the network too");
                }
            }
        }
        return pieces;
    }

    /** Finds the nodes that an output or a cut depends on: nodes come after their inputs, so one pass from the end is enough. */
    private void findNeeded() {
        Set<String> wanted = new HashSet<>(outputs());
        cuts.forEach(cut -> wanted.addAll(cut.read()));
        cuts.forEach(cut -> wanted.remove(cut.written()));
        Set<String> written = new HashSet<>();
        cuts.forEach(cut -> written.add(cut.written()));
        for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
            NodeProto node = graph.getNode(i);
            if (node.getOutputList().stream().anyMatch(wanted::contains)) {
                needed.add(0, node);
                node.getInputList().stream()
                        .filter(name -> !written.contains(name))
                        .forEach(wanted::add);
            }
        }
    }

    private void place() {
        graph.getInputList().forEach(input -> since.put(input.getName(), 0));
        weights.forEach(weight -> since.put(weight, ANYWHERE));
        since.put("", ANYWHERE); // an omitted optional input
        for (int i = 0; i < cuts.size(); i++) {
            since.put(cuts.get(i).written(), i + 1);
        }
        for (NodeProto node : needed) {
            int piece = node.getInputList().stream()
                    .mapToInt(name -> since.getOrDefault(name, ANYWHERE))
                    .max()
                    .orElse(ANYWHERE);
            node.getOutputList().forEach(name -> since.putIfAbsent(name, piece));
        }
    }

    private void check() {
        Set<String> made = new HashSet<>();
        graph.getNodeList().forEach(node -> made.addAll(node.getOutputList()));
        for (Cut cut : cuts) {
            Stream.concat(cut.read().stream(), Stream.of(cut.written()))
                    .filter(name -> !made.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new IllegalArgumentException("the network computes no tensor '" + name + "'");
                    });
        }
        for (int i = 0; i < cuts.size(); i++) {
            for (String name : cuts.get(i).read()) {
                int piece = since.get(name);
                if (piece > i) {
                    throw new IllegalArgumentException("'" + name + "' is computed from '"
                            + cuts.get(piece - 1).written() + "', which comes later");
                }
                if (piece < i) {
                    throw new IllegalArgumentException("'" + name + "' is computed before '"
                            + cuts.get(i - 1).written() + "' already");
                }
            }
        }
    }

    private List<String> outputs() {
        return graph.getOutputList().stream().map(ValueInfoProto::getName).toList();
    }

    private Piece piece(int number) {
        List<NodeProto> nodes = new ArrayList<>();
        Set<String> beyond = readBeyond(number);
        Set<String> asked = new HashSet<>(beyond);
        for (int i = needed.size() - 1; i >= 0; i--) {
            NodeProto node = needed.get(i);
            int at = since.get(node.getOutput(0));
            boolean here = at == number || at == ANYWHERE;
            if (here && node.getOutputList().stream().anyMatch(asked::contains)) {
                nodes.add(0, node);
                asked.addAll(node.getInputList());
            }
        }
        Set<String> made = new LinkedHashSet<>();
        nodes.forEach(node -> made.addAll(node.getOutputList()));
        return new Piece(
                nodes,
                asked.stream().filter(weights::contains).sorted().toList(),
                asked.stream()
                        .filter(name -> !name.isEmpty() && !weights.contains(name) && !made.contains(name))
                        .sorted()
                        .toList(),
                made.stream().filter(beyond::contains).toList());
    }

    /** The outputs of the piece: values that are read by a later piece, at its cut, or as outputs of the graph. */
    private Set<String> readBeyond(int number) {
        Set<String> read = new HashSet<>(outputs());
        cuts.stream().map(Cut::read).forEach(read::addAll);
        needed.stream()
                .filter(node -> since.get(node.getOutput(0)) > number)
                .map(NodeProto::getInputList)
                .forEach((Collection<String> inputs) -> read.addAll(inputs));
        read.removeIf(name -> since.getOrDefault(name, ANYWHERE) != number);
        cuts.forEach(cut -> read.remove(cut.written()));
        return read;
    }
}
