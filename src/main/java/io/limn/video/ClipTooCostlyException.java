package io.limn.video;

/** A clip took ffmpeg more processor time or memory than allowed; a retry would take as much. */
final class ClipTooCostlyException extends VideoException {
    private static final long serialVersionUID = 1L;

    ClipTooCostlyException(String sentence) {
        super(sentence);
    }
}
