package io.limn.cli.eval.shot;

import java.util.Map;

/**
 * The prediction for a frame.
 *
 * @param layers label ids per pixel, by the layer's name
 * @param persons the person's number at each pixel, 0 for background
 * @param mattes probability per pixel, 0 to 1, by the region's name
 */
record Answer(Map<String, byte[]> layers, byte[] persons, Map<String, float[]> mattes) {}
