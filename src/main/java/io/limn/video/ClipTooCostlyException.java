package io.limn.video;

/** What ffmpeg was to do with a clip took more of the processor or of memory than is spent: another try would take as much. */
final class ClipTooCostlyException extends VideoException {
    private static final long serialVersionUID = 1L;

    ClipTooCostlyException(String sentence) {
        super(sentence);
    }
}
