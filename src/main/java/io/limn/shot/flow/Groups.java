package io.limn.shot.flow;

/**
 * The parts of a picture that probably move together, by blocks of {@link SupportSearch#BLOCK} × {@link SupportSearch#BLOCK} pixels,
 * row-major.
 *
 * @param ids equal for blocks of one group
 * @param searched by block, whether its motion is worth refining
 */
public record Groups(int[] ids, boolean[] searched) {}
