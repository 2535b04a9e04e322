package io.limn.shot;

import io.limn.edit.Edits;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which edits of a shot are over which: each frame's come after those that they are over. Where two are over each other, because one was
 * reverted and made again, the later ones are over the earlier.
 */
final class EditOrder {
    /** A frame whose edits wait for those that they are over. */
    private record Open(int frame, Iterator<Integer> left) {}

    private final List<ShotFrame> frames;
    private final ShotEdits edits;
    private final Map<String, Integer> edited = new HashMap<>();
    /** By frame, in the order in which edits are applied. */
    private final Map<Integer, Set<Integer>> under = new LinkedHashMap<>();

    EditOrder(List<ShotFrame> frames, ShotEdits edits) {
        this.frames = frames;
        this.edits = edits;
        IntStream.range(0, frames.size())
                .filter(i -> edits.of(frames.get(i)).isPresent())
                .forEach(i -> edited.put(ShotEdits.fileName(frames.get(i)), i));
        Set<Integer> begun = new HashSet<>();
        edited.values().stream()
                .sorted(Comparator.comparing(this::at).reversed().thenComparing(Comparator.naturalOrder()))
                .forEach(i -> visit(i, begun));
    }

    private String at(int i) {
        return edits.of(frames.get(i)).map(Edits::at).orElse("");
    }

    private void visit(int first, Set<Integer> begun) {
        Deque<Open> waiting = new ArrayDeque<>();
        if (begun.add(first)) {
            waiting.push(open(first));
        }
        while (!waiting.isEmpty()) {
            Open top = waiting.peek();
            if (!top.left().hasNext()) {
                waiting.pop();
                under.put(
                        top.frame(),
                        named(top.frame()).filter(under::containsKey).collect(Collectors.toSet()));
            } else {
                int next = top.left().next();
                if (begun.add(next)) {
                    waiting.push(open(next));
                }
            }
        }
    }

    private Open open(int frame) {
        return new Open(frame, named(frame).sorted().iterator());
    }

    private Stream<Integer> named(int i) {
        return edits.under(frames.get(i)).stream().filter(edited::containsKey).map(edited::get);
    }

    /** The frames with edits, by position in the shot. */
    Iterable<Integer> frames() {
        return under.keySet();
    }

    boolean isOver(int frame, int other) {
        return under.getOrDefault(frame, Set.of()).contains(other);
    }

    /** Whether edits have to be carried on to this frame or one beyond it, because edits there are over them. */
    boolean isNeeded(int from, int at, int direction) {
        return under.entrySet().stream()
                .anyMatch(one ->
                        (one.getKey() - at) * direction >= 0 && one.getValue().contains(from));
    }
}
