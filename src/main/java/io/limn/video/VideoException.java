package io.limn.video;

import java.io.IOException;

/** What keeps a clip from being read or written, in a sentence for the one who asked. */
public class VideoException extends IOException {
    private static final long serialVersionUID = 1L;

    public VideoException(String sentence) {
        super(sentence);
    }

    VideoException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
