package io.limn.shot.flow;

/**
 * What probably moves together in a picture, by blocks of {@link SupportSearch#BLOCK} pixels, row-major.
 *
 * @param ids equal for blocks of one group
 * @param searched where motion is worth a search
 */
public record Groups(int[] ids, boolean[] searched) {}
