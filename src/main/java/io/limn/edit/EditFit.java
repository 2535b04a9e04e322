package io.limn.edit;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What edits have to fit.
 *
 * @param width of the frame in pixels
 * @param height of the frame in pixels
 * @param labels names by layer, the main one first
 * @param persons numbers of those that were found
 */
public record EditFit(int width, int height, Map<String, List<String>> labels, Set<Integer> persons) {}
