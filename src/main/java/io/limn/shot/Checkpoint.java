package io.limn.shot;

import io.limn.shot.steady.SteadyState;

/**
 * Where a pass stands.
 *
 * @param done frames that are finished
 * @param length of {@code frames.jsonl} up to there, in bytes
 * @param steady null before the first frame that could be parsed
 */
record Checkpoint(int done, long length, SteadyState steady) {}
