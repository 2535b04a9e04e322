package io.limn.cli.eval.shot;

import java.util.Map;

/**
 * How steady and how accurate labels are.
 *
 * @param jitter by region, see {@link EdgeJitter}
 * @param dtSsd of the matte of all persons, see {@link TemporalError}
 * @param flicker by layer, see {@link Flicker}
 * @param switches changes of persons' numbers, except after full occlusion
 * @param switchesAfterOcclusion changes of persons' numbers after full occlusion
 * @param meanIou by layer, over the labels that occur in the truth
 * @param personIou of all persons against background
 */
record ShotScore(
        Map<String, Double> jitter,
        double dtSsd,
        Map<String, Double> flicker,
        int switches,
        int switchesAfterOcclusion,
        Map<String, Double> meanIou,
        double personIou) {}
