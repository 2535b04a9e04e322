package io.limn.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;

/**
 * Recent durations of each stage (exponentially weighted means), to estimate a frame's progress and time left. Waiting in the
 * queue does not count as work.
 */
@ApplicationScoped
public class StagePace {
    private static final double WEIGHT_OF_THE_NEWEST = 0.2;
    /** A stage that takes longer than usual is never shown as ended before it is. */
    private static final double MOST_OF_A_STAGE = 0.95;

    private final double[] millis = new double[Stage.values().length];

    public StagePace() {
        Arrays.fill(millis, 10);
        millis[Stage.QUEUE.ordinal()] = 0;
        millis[Stage.INFER.ordinal()] = 100;
    }

    synchronized void took(Stage stage, double stageMillis) {
        if (stage != Stage.QUEUE) {
            millis[stage.ordinal()] += WEIGHT_OF_THE_NEWEST * (stageMillis - millis[stage.ordinal()]);
        }
    }

    /** @return from 0 to 0.99: only a frame that has ended is done */
    public synchronized double fraction(Stage stage, double stageMillis) {
        double total = Arrays.stream(millis).sum();
        return total <= 0 ? 0 : Math.min(0.99, done(stage, stageMillis) / total);
    }

    public synchronized double millisLeft(Stage stage, double stageMillis) {
        return Arrays.stream(millis).sum() - done(stage, stageMillis);
    }

    private double done(Stage stage, double stageMillis) {
        double before = 0;
        for (int i = 0; i < stage.ordinal(); i++) {
            before += millis[i];
        }
        return before + Math.min(stageMillis, MOST_OF_A_STAGE * millis[stage.ordinal()]);
    }
}
