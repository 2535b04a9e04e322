package io.limn.shot.track;

/**
 * A person of the shot.
 *
 * @param id the number in the shot
 * @param within in how many frames a further person was found inside this one
 */
record Track(int id, Appearance looks, int within) {}
