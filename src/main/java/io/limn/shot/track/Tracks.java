package io.limn.shot.track;

import io.limn.frame.Frame;
import io.limn.parsing.Parsing;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tracks the persons of a shot. A person found in a frame is the one whose mask, carried along by the flow, overlaps; one who was away is
 * recognised by appearance. Numbers are assigned once, from 1, in the order in which persons appear.
 */
public final class Tracks {
    /** The most persons that a person map can hold. */
    private static final int MOST = 255;

    /** Masks with at least this overlap (intersection over union) belong to one person. */
    private static final float SAME = 0.2f;

    /** A person whose colours differ by less from those of one who was away may be the same. */
    private static final float ALIKE = 22;

    /** A person is away if less than this share of the found person's area is carried by the flow. */
    private static final float GONE = 0.1f;

    /** A mask is part of another if more than this share of it lies within. */
    private static final float WITHIN = 0.6f;

    /** A person found within another for this many frames becomes a separate person. */
    private static final int PATIENCE = 12;

    /** The weight of a frame when a person's appearance is updated. */
    private static final float FOLLOW = 0.1f;

    private static final float WEIGHT_OF_LOOKS = 0.3f / 100;

    private final List<Track> tracks = new ArrayList<>();

    /** An independent copy, which continues the numbering. */
    public Tracks copy() {
        Tracks copy = new Tracks();
        copy.tracks.addAll(tracks);
        return copy;
    }

    /** The highest number assigned so far. */
    public int highest() {
        return tracks.stream().mapToInt(Track::id).max().orElse(0);
    }

    /**
     * Numbers the persons of a frame.
     *
     * @param found the frame's persons by cell, plane n being the frame's person n, plane 0 background
     * @param planes of {@code found}
     * @param carried the persons of the frame before, carried to this one, plane n being number n; null at the start and after a cut
     * @return the number of each person of the frame (index 0 unused); two with the same number are one person; 0 if no number is left
     */
    public int[] number(Frame frame, Parsing parsing, float[] found, int planes, float[] carried) {
        int cells = found.length / planes;
        int known = carried == null ? 0 : carried.length / cells - 1;
        Appearance[] looks = Appearance.of(frame, parsing);
        float[][] shared = new float[planes][known + 1];
        float[] size = sizes(found, planes, cells);
        float[] carriedSize = carried == null ? new float[1] : sizes(carried, known + 1, cells);
        for (int person = 1; person < planes; person++) {
            for (int id = 1; id <= known; id++) {
                shared[person][id] = shared(found, person, carried, id, cells);
            }
        }
        int[] numbers = new int[planes];
        boolean[] taken = new boolean[MOST + 1];
        match(numbers, taken, planes, looks, shared, size, carriedSize, known);
        for (int person = 1; person < planes; person++) {
            if (numbers[person] == 0) {
                numbers[person] = newcomer(person, looks, shared[person], size[person], taken);
            }
        }
        for (int person = 1; person < planes; person++) {
            follow(numbers[person], looks[person]);
        }
        return numbers;
    }

    private void match(
            int[] numbers,
            boolean[] taken,
            int planes,
            Appearance[] looks,
            float[][] shared,
            float[] size,
            float[] carriedSize,
            int known) {
        if (planes < 2 || tracks.isEmpty()) {
            return;
        }
        float[][] costs = new float[planes - 1][tracks.size()];
        float[][] overlaps = new float[planes - 1][tracks.size()];
        for (int person = 1; person < planes; person++) {
            for (int t = 0; t < tracks.size(); t++) {
                int id = tracks.get(t).id();
                float common = id <= known ? shared[person][id] : 0;
                float union = size[person] + (id <= known ? carriedSize[id] : 0) - common;
                float overlap = union > 0 ? common / union : 0;
                overlaps[person - 1][t] = overlap;
                costs[person - 1][t] = 1 - overlap + WEIGHT_OF_LOOKS * distance(looks[person], tracks.get(t));
            }
        }
        int[] pairs = Assignment.of(costs);
        for (int person = 1; person < planes; person++) {
            int t = pairs[person - 1];
            if (t < 0) {
                continue;
            }
            Track track = tracks.get(t);
            boolean away = track.id() > known || carriedSize[track.id()] < GONE * size[person];
            boolean same = overlaps[person - 1][t] >= SAME
                    || away && distance(looks[person], track) < ALIKE && size[person] >= 1;
            if (same) {
                numbers[person] = track.id();
                taken[track.id()] = true;
            }
        }
    }

    private int newcomer(int person, Appearance[] looks, float[] shared, float size, boolean[] taken) {
        int host = 0;
        for (int id = 1; id < shared.length; id++) {
            if (taken[id] && shared[id] > WITHIN * size && (host == 0 || shared[id] > shared[host])) {
                host = id;
            }
        }
        if (host > 0) {
            int at = index(host);
            Track track = tracks.get(at);
            if (track.within() < PATIENCE) {
                tracks.set(at, new Track(host, track.looks(), track.within() + 1));
                return host;
            }
            tracks.set(at, new Track(host, track.looks(), 0));
        }
        int id = highest() + 1;
        if (id > MOST || looks[person] == null) {
            return 0;
        }
        tracks.add(new Track(id, looks[person], 0));
        taken[id] = true;
        return id;
    }

    private void follow(int id, Appearance now) {
        if (id > 0 && now != null) {
            int at = index(id);
            Track track = tracks.get(at);
            tracks.set(at, new Track(id, track.looks().towards(now, FOLLOW), track.within()));
        }
    }

    private int index(int id) {
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).id() == id) {
                return i;
            }
        }
        throw new IllegalStateException("no person has number " + id);
    }

    private static float distance(Appearance looks, Track track) {
        return looks == null ? Appearance.UNKNOWN : looks.distance(track.looks());
    }

    private static float[] sizes(float[] planes, int count, int cells) {
        float[] sizes = new float[count];
        for (int plane = 0; plane < count; plane++) {
            for (int at = plane * cells; at < (plane + 1) * cells; at++) {
                sizes[plane] += planes[at];
            }
        }
        return sizes;
    }

    private static float shared(float[] a, int planeA, float[] b, int planeB, int cells) {
        float sum = 0;
        for (int cell = 0; cell < cells; cell++) {
            sum += Math.min(a[planeA * cells + cell], b[planeB * cells + cell]);
        }
        return sum;
    }

    public void write(DataOutput out) throws IOException {
        out.writeInt(tracks.size());
        for (Track track : tracks) {
            out.writeInt(track.id());
            out.writeInt(track.within());
            track.looks().write(out);
        }
    }

    public static Tracks read(DataInput in) throws IOException {
        Tracks tracks = new Tracks();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            int id = in.readInt();
            int within = in.readInt();
            tracks.tracks.add(new Track(id, Appearance.read(in), within));
        }
        return tracks;
    }
}
