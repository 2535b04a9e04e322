package io.limn.edit;

import io.limn.parsing.Box;
import io.limn.parsing.Person;

/** Which person gets pixels that are nobody's: the one with most pixels under the area, else the one with the nearest box; 1 where there is nobody. */
record AreaOwner(EditedFrame frame, Area area) {
    int id() {
        long[] counts = new long[256];
        for (int y = area.top(); y < area.bottom(); y++) {
            for (int x = area.left(); x < area.right(); x++) {
                if (area.covers(x, y)) {
                    counts[frame.persons[y * frame.width + x] & 0xFF]++;
                }
            }
        }
        int best = 0;
        for (int id = 1; id < counts.length; id++) {
            best = counts[id] > 0 && (best == 0 || counts[id] > counts[best]) ? id : best;
        }
        return best > 0 ? best : nearest();
    }

    private int nearest() {
        int best = 1;
        long least = Long.MAX_VALUE;
        for (Person person : frame.people.values()) {
            Box box = person.box();
            long gapX = Math.max(0, Math.max(box.left() - area.right(), area.left() - box.left() - box.width()));
            long gapY = Math.max(0, Math.max(box.top() - area.bottom(), area.top() - box.top() - box.height()));
            long gap = gapX * gapX + gapY * gapY;
            if (gap < least) {
                least = gap;
                best = person.id();
            }
        }
        return best;
    }
}
