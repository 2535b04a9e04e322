package io.limn.shot;

import io.limn.shot.temporal.FilterState;

/**
 * The progress of a pass, from which a later one resumes.
 *
 * @param done frames that are finished
 * @param length of {@code frames.jsonl} up to there, in bytes
 * @param filter the filter's state; null before the first frame that could be parsed
 */
record Checkpoint(int done, long length, FilterState filter) {}
