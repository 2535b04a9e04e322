package io.limn.shot;

import io.limn.shot.steady.SteadyState;

/**
 * The progress of a pass, from which a later one resumes.
 *
 * @param done frames that are finished
 * @param length of {@code frames.jsonl} up to there, in bytes
 * @param steady the steadier's state; null before the first frame that could be parsed
 */
record Checkpoint(int done, long length, SteadyState steady) {}
