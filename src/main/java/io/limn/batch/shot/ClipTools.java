package io.limn.batch.shot;

import io.limn.frame.FrameConfig;
import io.limn.video.FfmpegConfig;

/**
 * Configuration for opening clips.
 *
 * @param mostBytes of a clip
 */
record ClipTools(FfmpegConfig ffmpeg, FrameConfig frames, long mostBytes) {}
