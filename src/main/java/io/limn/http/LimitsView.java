package io.limn.http;

import io.limn.batch.shot.ClipLimit;
import io.limn.frame.FrameConfig;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import java.util.stream.LongStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Limits of what callers may send, so that clients can check before sending.
 *
 * @param jobFrames pictures in a job
 * @param jobBytes bytes of a job's pictures
 * @param shotFrames frames that are sent with a shot
 * @param clipBytes bytes of a clip that is sent as a shot
 * @param pictureBytes bytes of a picture
 * @param pixels of a picture, width × height
 * @param jobAge seconds that a job is kept after its end
 */
@Schema(name = "Limits")
public record LimitsView(
        int jobFrames, long jobBytes, int shotFrames, long clipBytes, long pictureBytes, long pixels, long jobAge) {
    static LimitsView of(HttpConfig http, FrameConfig frames, ClipLimit clips, VertxHttpConfig server) {
        long jobBytes = http.jobBytes().asLongValue();
        long body =
                server.limits().maxBodySize().map(size -> size.asLongValue()).orElse(Long.MAX_VALUE);
        return new LimitsView(
                http.jobFrames(),
                jobBytes,
                http.shotFrames(),
                LongStream.of(clips.bytes(), jobBytes, body).min().getAsLong(),
                frames.maxBytes().asLongValue(),
                frames.maxPixels().pixels(),
                http.jobAge().toSeconds());
    }
}
