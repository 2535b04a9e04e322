package io.limn.edit;

import io.limn.parsing.Box;
import io.limn.parsing.Person;

/**
 * Chooses the person who gets pixels without one: the person with most pixels under the area, else the one with the nearest box; 1 if
 * there is none.
 */
record AreaOwner(EditedFrame frame, Area area) {
    int id() {
        long[] counts = new long[256];
        int[] edges = {Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0};
        for (int y = area.top(); y < area.bottom(); y++) {
            for (int x = area.left(); x < area.right(); x++) {
                if (area.covers(x, y)) {
                    counts[frame.persons[y * frame.width + x] & 0xFF]++;
                    edges[0] = Math.min(edges[0], x);
                    edges[1] = Math.min(edges[1], y);
                    edges[2] = Math.max(edges[2], x + 1);
                    edges[3] = Math.max(edges[3], y + 1);
                }
            }
        }
        int best = 0;
        for (int id = 1; id < counts.length; id++) {
            best = counts[id] > 0 && (best == 0 || counts[id] > counts[best]) ? id : best;
        }
        return best > 0 ? best : nearest(edges);
    }

    /** @param edges left, top, right, bottom of the covered pixels: the area's own box may be the whole frame */
    private int nearest(int[] edges) {
        int best = 1;
        long least = Long.MAX_VALUE;
        for (Person person : frame.people.values()) {
            Box box = person.box();
            long gapX = Math.max(0, Math.max(box.left() - edges[2], edges[0] - box.left() - box.width()));
            long gapY = Math.max(0, Math.max(box.top() - edges[3], edges[1] - box.top() - box.height()));
            long gap = gapX * gapX + gapY * gapY;
            if (gap < least) {
                least = gap;
                best = person.id();
            }
        }
        return best;
    }
}
