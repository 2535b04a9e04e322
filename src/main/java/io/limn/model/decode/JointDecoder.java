package io.limn.model.decode;

import io.limn.parsing.Keypoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds each person's joints: the maximum of each joint's heat map over the person's own cells, refined to subcell precision. */
final class JointDecoder {
    /** A joint may lie this many cells outside its person's foreground. */
    private static final int REACH = 2;

    private final List<String> joints;
    private final float threshold;

    /**
     * @param joints names in the order of the heat maps
     * @param threshold minimum heat of a joint, 0..1
     */
    public JointDecoder(List<String> joints, float threshold) {
        this.joints = List.copyOf(joints);
        this.threshold = threshold;
    }

    /**
     * Finds the joints.
     *
     * @param heat one plane of the grid per joint, 0..1
     * @return joints by person, in the order of {@code persons.found()}
     */
    List<List<Keypoint>> decode(float[] heat, PersonDecoder.Persons persons, Grid grid) {
        List<List<Keypoint>> all = new ArrayList<>();
        persons.found().forEach(person -> all.add(new ArrayList<>(joints.size())));
        int[] hottest = new int[256];
        int[] near = near(persons, grid);
        for (int joint = 0; joint < joints.size(); joint++) {
            int plane = joint * grid.plane;
            findHottest(heat, plane, near, hottest);
            for (int i = 0; i < all.size(); i++) {
                int at = hottest[persons.found().get(i).cell()];
                if (at >= 0 && heat[plane + at] >= threshold) {
                    all.get(i).add(keypoint(joints.get(joint), heat, plane, at, grid));
                }
            }
        }
        return all;
    }

    /** The cells where a joint may lie: for each, its person's number and its index in a plane. */
    private static int[] near(PersonDecoder.Persons persons, Grid grid) {
        int[] near = new int[2 * grid.cells()];
        int count = 0;
        for (int y = 0; y < grid.y.cells; y++) {
            for (int x = 0; x < grid.x.cells; x++) {
                int cell = y * grid.x.cells + x;
                if (persons.steps()[cell] <= REACH) {
                    near[count++] = persons.cells()[cell] & 0xFF;
                    near[count++] = y * grid.pitch + x;
                }
            }
        }
        return Arrays.copyOf(near, count);
    }

    private static void findHottest(float[] heat, int plane, int[] near, int[] hottest) {
        Arrays.fill(hottest, -1);
        for (int i = 0; i < near.length; i += 2) {
            int at = near[i + 1];
            int so = hottest[near[i]];
            if (so < 0 || heat[plane + at] > heat[plane + so]) {
                hottest[near[i]] = at;
            }
        }
    }

    private static Keypoint keypoint(String name, float[] heat, int plane, int at, Grid grid) {
        int x = at % grid.pitch;
        int y = at / grid.pitch;
        float peak = heat[plane + at];
        double right = x == 0 || x == grid.x.cells - 1 ? 0 : vertex(heat[plane + at - 1], peak, heat[plane + at + 1]);
        double down = y == 0 || y == grid.y.cells - 1
                ? 0
                : vertex(heat[plane + at - grid.pitch], peak, heat[plane + at + grid.pitch]);
        double frameX = (x + 0.5 + right) * grid.x.step;
        double frameY = (y + 0.5 + down) * grid.y.step;
        return new Keypoint(
                name, (float) Math.min(frameX, grid.frameWidth), (float) Math.min(frameY, grid.frameHeight), peak);
    }

    /** The maximum of the parabola through three neighbouring values, relative to the middle one and within half a cell of it. */
    private static double vertex(float before, float peak, float after) {
        double bend = before - 2.0 * peak + after;
        return bend >= 0 ? 0 : Math.max(-0.5, Math.min(0.5, 0.5 * (before - after) / bend));
    }
}
