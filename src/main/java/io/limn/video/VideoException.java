package io.limn.video;

import java.io.IOException;

/** A clip can't be read, or a video can't be written; the message is a sentence for the user. */
public class VideoException extends IOException {
    private static final long serialVersionUID = 1L;

    public VideoException(String sentence) {
        super(sentence);
    }

    VideoException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
