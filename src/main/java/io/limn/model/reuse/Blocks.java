package io.limn.model.reuse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Changed blocks, and the rectangles around those that touch. For one use.
 *
 * @param changed by block; emptied
 */
record Blocks(boolean[] changed, int columns, int rows) {
    /**
     * @param side of a block in input pixels
     * @param margin around them, in input pixels
     */
    List<Area.Core> cores(int side, int margin, int width, int height) {
        List<Area.Core> cores = new ArrayList<>();
        for (int at = 0; at < changed.length; at++) {
            if (changed[at]) {
                Area.Core found = connected(at);
                cores.add(new Area.Core(
                        Math.max(0, found.left() * side - margin),
                        Math.max(0, found.top() * side - margin),
                        Math.min(width, found.right() * side + margin),
                        Math.min(height, found.bottom() * side + margin)));
            }
        }
        return cores;
    }

    private Area.Core connected(int start) {
        Area.Core around = at(start);
        Deque<Integer> open = new ArrayDeque<>();
        open.add(start);
        changed[start] = false;
        while (!open.isEmpty()) {
            Area.Core here = at(open.poll());
            around = around.joined(here);
            for (int y = Math.max(0, here.top() - 1); y <= Math.min(rows - 1, here.bottom()); y++) {
                for (int x = Math.max(0, here.left() - 1); x <= Math.min(columns - 1, here.right()); x++) {
                    if (changed[y * columns + x]) {
                        changed[y * columns + x] = false;
                        open.add(y * columns + x);
                    }
                }
            }
        }
        return around;
    }

    private Area.Core at(int block) {
        int x = block % columns;
        int y = block / columns;
        return new Area.Core(x, y, x + 1, y + 1);
    }
}
