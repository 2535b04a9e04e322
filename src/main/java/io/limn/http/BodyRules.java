package io.limn.http;

import io.limn.batch.shot.ClipLimit;
import io.limn.edit.EditsJson;
import io.limn.frame.FrameConfig;
import io.limn.frame.FrameLimits;
import io.limn.http.body.BodyRule;
import io.limn.http.body.BodyRule.FormRule;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** The limits of bodies, by the address that they are sent to. */
@ApplicationScoped
public class BodyRules {
    private static final String FRAME_BYTES = "limn.frame.max-bytes";
    private static final String CLIP_BYTES = "limn.shot.max-clip-bytes";
    private static final String BODY_BYTES = "quarkus.http.limits.max-body-size";
    private static final Pattern EDITS =
            Pattern.compile("/v1/(jobs/[^/]+(/frames/[^/]+)?|shots/[^/]+/frames/[^/]+)/edits");

    /** The limit of calls that send no pictures; events have a limit of their own, half of it. */
    private static final long SMALL = 2 << 20;

    private final BodyRule picture;
    private final BodyRule job;
    private final BodyRule shot;
    private final BodyRule inference;
    private final BodyRule edits;
    private final BodyRule small;

    BodyRules(VertxHttpConfig http, FrameConfig frames, HttpConfig config, ClipLimit clips) {
        long mostBytes =
                http.limits().maxBodySize().map(size -> size.asLongValue()).orElse((long) Integer.MAX_VALUE - 8);
        long frameBytes = FrameLimits.of(frames).maxBytes();
        long pictureBytes = Math.min(frameBytes, mostBytes);
        String pictureKey = frameBytes <= mostBytes ? FRAME_BYTES : BODY_BYTES;
        this.picture = new BodyRule(
                "The picture",
                pictureBytes,
                pictureKey,
                1,
                new FormRule(mostBytes, 1, pictureBytes, pictureKey, false));
        this.job = new BodyRule(
                "The picture",
                pictureBytes,
                pictureKey,
                1,
                new FormRule(mostBytes, config.jobFrames(), pictureBytes, pictureKey, true));
        long clipBytes = Math.min(clips.bytes(), mostBytes);
        String clipKey = clips.bytes() <= mostBytes ? CLIP_BYTES : BODY_BYTES;
        this.shot = new BodyRule(
                "The picture",
                Math.max(pictureBytes, clipBytes),
                clipKey,
                1,
                new FormRule(mostBytes, config.shotFrames(), Math.max(pictureBytes, clipBytes), clipKey, true));
        // Weight 2: a picture in base64 and its decoded bytes.
        this.inference = new BodyRule("The body", mostBytes, BODY_BYTES, 2, null);
        this.edits = new BodyRule("Edits", Math.min(EditsJson.MOST_BYTES, mostBytes), null, 4, null);
        this.small = new BodyRule("The body", Math.min(SMALL, mostBytes), null, 1, null);
    }

    BodyRule of(String path) {
        return switch (path) {
            case "/predict", "/predict/", "/v1/parse", "/v1/parse/" -> picture;
            case "/v1/jobs", "/v1/jobs/" -> job;
            case "/v1/shots", "/v1/shots/" -> shot;
            default -> path.startsWith("/v2/") ? inference : EDITS.matcher(path).matches() ? edits : small;
        };
    }
}
