package io.limn.cli.eval.shot;

/**
 * dtSSD, the temporal error of a matte: {@code 100 * sqrt(mean(((p - p') - (g - g'))²))} with prediction p, truth g and those of the
 * previous frame p', g'; averaged over frames.
 */
final class TemporalError {
    private double sum;
    private int frames;

    void add(float[] now, float[] before, boolean[] truth, boolean[] truthBefore) {
        double squares = 0;
        for (int i = 0; i < now.length; i++) {
            float wanted = (truth[i] ? 1 : 0) - (truthBefore[i] ? 1 : 0);
            float off = now[i] - before[i] - wanted;
            squares += off * off;
        }
        sum += 100 * Math.sqrt(squares / now.length);
        frames++;
    }

    double value() {
        return frames == 0 ? 0 : sum / frames;
    }
}
