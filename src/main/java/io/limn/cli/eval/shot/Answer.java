package io.limn.cli.eval.shot;

import java.util.Map;

/**
 * What was found in a frame.
 *
 * @param layers ids by pixel, by the layer's name
 * @param persons a person's number by pixel, 0 nobody
 * @param mattes probability by pixel, by the region's name
 */
record Answer(Map<String, byte[]> layers, byte[] persons, Map<String, float[]> mattes) {}
