package io.limn.http;

import io.limn.frame.FrameConfig;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What callers may send, so that they needn't send it to find out.
 *
 * @param jobFrames pictures in a job
 * @param jobBytes bytes of a job's pictures
 * @param pictureBytes bytes of a picture
 * @param pixels of a picture, width × height
 * @param jobAge seconds that a job is kept after its end
 */
@Schema(name = "Limits")
public record LimitsView(int jobFrames, long jobBytes, long pictureBytes, long pixels, long jobAge) {
    static LimitsView of(HttpConfig http, FrameConfig frames) {
        return new LimitsView(
                http.jobFrames(),
                http.jobBytes().asLongValue(),
                frames.maxBytes().asLongValue(),
                frames.maxPixels().pixels(),
                http.jobAge().toSeconds());
    }
}
