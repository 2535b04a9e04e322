package io.limn.edit;

/** The area that a brush paints: at each pixel's centre, the largest alpha of any segment of its path. */
final class BrushArea {
    /** A smaller brush could miss the pixel under it. */
    private static final double LEAST_RADIUS = Math.sqrt(0.5);

    private final int width;
    private final int height;
    private final double[][] points;
    private final double size;
    private final double hardness;

    /**
     * @param width the frame's
     * @param height the frame's
     * @param points {@code x, y} or {@code x, y, pressure}
     * @param size the diameter in pixels where the pressure is 1
     * @param hardness share of the radius that is painted fully, 0..1
     */
    BrushArea(int width, int height, double[][] points, double size, double hardness) {
        this.width = width;
        this.height = height;
        this.points = points;
        this.size = size;
        this.hardness = hardness;
    }

    /** How many pixels are visited: those around each segment, and those of the box around all of them. */
    long cost() {
        long cost = 0;
        for (int i = 0; i < segments(); i++) {
            cost += pixels(box(from(i), to(i)));
        }
        return cost + Area.PASSES * pixels(box());
    }

    private static long pixels(int[] box) {
        return (long) Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);
    }

    /** Left, top, right, bottom of the pixels that all segments may reach. */
    private int[] box() {
        int[] all = {width, height, 0, 0};
        for (int i = 0; i < segments(); i++) {
            int[] box = box(from(i), to(i));
            if (box[2] > box[0] && box[3] > box[1]) {
                all[0] = Math.min(all[0], box[0]);
                all[1] = Math.min(all[1], box[1]);
                all[2] = Math.max(all[2], box[2]);
                all[3] = Math.max(all[3], box[3]);
            }
        }
        return all;
    }

    /** @param check called before every row of a segment; what it throws comes out of here */
    Area area(Runnable check) {
        int[] all = box();
        int left = all[0];
        int top = all[1];
        int right = all[2];
        int bottom = all[3];
        if (right <= left || bottom <= top) {
            return Area.NONE;
        }
        Area area = new Area(left, top, right - left, bottom - top, new byte[(right - left) * (bottom - top)]);
        for (int i = 0; i < segments(); i++) {
            paint(area, from(i), to(i), check);
        }
        return area;
    }

    private int segments() {
        return Math.max(1, points.length - 1);
    }

    private double[] from(int segment) {
        return points[segment];
    }

    private double[] to(int segment) {
        return points[Math.min(segment + 1, points.length - 1)];
    }

    private double radius(double[] point) {
        double pressure = point.length > 2 ? point[2] : 1;
        return pressure <= 0 ? 0 : Math.max(LEAST_RADIUS, size * pressure / 2);
    }

    /** Left, top, right, bottom of the pixels whose centres a segment may reach, cut at the frame. */
    private int[] box(double[] a, double[] b) {
        double most = Math.max(radius(a), radius(b));
        return new int[] {
            (int) Math.max(0, Math.ceil(Math.min(a[0], b[0]) - most - 0.5)),
            (int) Math.max(0, Math.ceil(Math.min(a[1], b[1]) - most - 0.5)),
            (int) Math.min(width, Math.floor(Math.max(a[0], b[0]) + most - 0.5) + 1),
            (int) Math.min(height, Math.floor(Math.max(a[1], b[1]) + most - 0.5) + 1)
        };
    }

    private void paint(Area area, double[] a, double[] b, Runnable check) {
        int[] box = box(a, b);
        double dx = b[0] - a[0];
        double dy = b[1] - a[1];
        double square = dx * dx + dy * dy;
        double first = radius(a);
        double last = radius(b);
        for (int y = box[1]; y < box[3]; y++) {
            check.run();
            for (int x = box[0]; x < box[2]; x++) {
                double px = x + 0.5 - a[0];
                double py = y + 0.5 - a[1];
                double t = square == 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / square));
                double radius = first + (last - first) * t;
                double gapX = px - t * dx;
                double gapY = py - t * dy;
                int alpha = alpha(Math.sqrt(gapX * gapX + gapY * gapY), radius);
                int at = (y - area.top()) * area.width() + x - area.left();
                if (alpha > (area.alpha()[at] & 0xFF)) {
                    area.alpha()[at] = (byte) alpha;
                }
            }
        }
    }

    private int alpha(double distance, double radius) {
        if (radius <= 0 || distance > radius) {
            return 0;
        }
        double share = distance / radius;
        return share <= hardness ? 255 : (int) Math.round(255 * (1 - share) / (1 - hardness));
    }
}
