package io.limn.edit;

import java.util.List;

/** Labels and persons that a stroke must not change, written as {@code parts:face} or {@code persons:2}. Names that the frame lacks protect nothing. */
final class Kept {
    private final EditedFrame frame;
    /** By layer, then by id; the last one is that of persons. */
    private final boolean[][] protectedIds;

    private boolean any;

    Kept(EditedFrame frame, List<String> names) {
        this.frame = frame;
        protectedIds = new boolean[frame.maps.size() + 1][256];
        for (String name : names == null ? List.<String>of() : names) {
            int colon = name.indexOf(':');
            add(name.substring(0, colon), name.substring(colon + 1));
        }
    }

    private void add(String name, String label) {
        boolean person = name.equals(Stroke.PERSONS);
        int layer = person ? frame.maps.size() : frame.layer(name);
        int id = layer < 0 ? -1 : person ? Integer.parseInt(label) : frame.label(layer, label);
        if (id > 0 && id < 256) {
            protectedIds[layer][id] = true;
            any = true;
        }
    }

    /** The area without the protected pixels; the given area may be modified. */
    Area outOf(Area area) {
        if (!any) {
            return area;
        }
        for (int y = area.top(), i = 0; y < area.bottom(); y++) {
            for (int x = area.left(); x < area.right(); x++, i++) {
                if (is(y * frame.width + x)) {
                    area.alpha()[i] = 0;
                }
            }
        }
        return area;
    }

    private boolean is(int at) {
        for (int layer = 0; layer < frame.maps.size(); layer++) {
            if (protectedIds[layer][frame.maps.get(layer)[at] & 0xFF]) {
                return true;
            }
        }
        return protectedIds[frame.maps.size()][frame.persons[at] & 0xFF];
    }
}
