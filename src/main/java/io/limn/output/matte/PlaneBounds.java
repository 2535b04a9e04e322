package io.limn.output.matte;

import io.limn.parsing.CellGrid;
import java.util.Arrays;
import java.util.List;

/**
 * The cells where each person and each label may have a share, and their areas.
 *
 * @param all all people together
 * @param owners by person
 * @param layers by layer and label
 */
record PlaneBounds(CellGrid grid, Plane all, Plane[] owners, List<Plane[]> layers) {
    private static final float FAINT = 0.002f;

    /**
     * The bounds of one person or label.
     *
     * @param left the first column of cells; greater than {@code right} if there is none
     * @param right the last column
     * @param area in cells
     */
    record Plane(int left, int top, int right, int bottom, double area) {
        static final Plane NOTHING = new Plane(Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1, 0);

        boolean empty() {
            return right < left || bottom < top;
        }

        /** The union; areas are added. */
        Plane with(Plane other) {
            return new Plane(
                    Math.min(left, other.left),
                    Math.min(top, other.top),
                    Math.max(right, other.right),
                    Math.max(bottom, other.bottom),
                    area + other.area);
        }

        /** The intersection; the area is an upper bound. */
        Plane within(Plane other) {
            return new Plane(
                    Math.max(left, other.left),
                    Math.max(top, other.top),
                    Math.min(right, other.right),
                    Math.min(bottom, other.bottom),
                    Math.min(area, other.area));
        }
    }

    static PlaneBounds of(Cells cells) {
        float[] foreground = cells.foreground();
        float[] ones = new float[foreground.length];
        Arrays.fill(ones, 1);
        CellGrid grid = cells.grid();
        Plane all = plane(grid, foreground, ones, new Plane(0, 0, grid.width() - 1, grid.height() - 1, 0));
        return new PlaneBounds(
                grid,
                all,
                planes(cells.owners(), foreground, all),
                cells.layers().values().stream()
                        .map(layer -> planes(layer, foreground, all))
                        .toList());
    }

    private static Plane[] planes(CellShares shares, float[] foreground, Plane all) {
        Plane[] planes = new Plane[shares.count()];
        for (int i = 0; i < planes.length; i++) {
            float[] values = shares.planes()[i];
            planes[i] = values == null ? Plane.NOTHING : plane(shares.grid(), foreground, values, all);
        }
        return planes;
    }

    /** @param within bounds of the foreground; only its cells are read */
    private static Plane plane(CellGrid grid, float[] foreground, float[] values, Plane within) {
        int left = grid.width();
        int right = -1;
        int top = grid.height();
        int bottom = -1;
        double area = 0;
        for (int y = within.top(); y <= within.bottom(); y++) {
            float sum = 0;
            for (int cell = y * grid.width() + within.left(), x = within.left(); x <= within.right(); x++, cell++) {
                float value = foreground[cell] * values[cell];
                sum += value;
                if (value > FAINT) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = y;
                }
            }
            area += sum;
        }
        return right < 0 ? Plane.NOTHING : new Plane(left, top, right, bottom, area);
    }

    /** The cells where a matte may be above 0, with its approximate area. */
    Plane of(Matte matte) {
        if (matte.person() >= owners.length) {
            return Plane.NOTHING;
        }
        Plane person = matte.person() == 0 ? all : owners[matte.person()];
        if (matte.of().isEmpty()) {
            return person;
        }
        Plane most = Plane.NOTHING;
        for (Matte.Labels labels : matte.of()) {
            Plane sum = Plane.NOTHING;
            for (int id : labels.ids()) {
                sum = sum.with(layers.get(labels.layer())[id]);
            }
            double area = Math.max(most.area(), sum.area());
            Plane both = most.with(sum);
            most = new Plane(both.left(), both.top(), both.right(), both.bottom(), area);
        }
        return most.within(person);
    }
}
