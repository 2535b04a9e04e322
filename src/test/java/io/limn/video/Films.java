package io.limn.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.limn.frame.FrameConfig;
import io.limn.frame.plate.ReadOptions;
import io.limn.store.StoreConfigs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Clips made by the installed ffmpeg, for tests. */
public final class Films {
    public static final FfmpegConfig CONFIG = config("ffmpeg", Duration.ofSeconds(30));

    private Films() {}

    public static FfmpegConfig config(String path, Duration timeout) {
        return new FfmpegConfig() {
            @Override
            public String path() {
                return path;
            }

            @Override
            public Duration timeout() {
                return timeout;
            }
        };
    }

    /** Skips the test where there is none. */
    public static Ffmpeg installed() throws InterruptedException {
        try {
            return Ffmpeg.of(CONFIG);
        } catch (VideoException e) {
            assumeTrue(false, e.getMessage());
            throw new AssertionError(e);
        }
    }

    public static FrameConfig limits() {
        return StoreConfigs.mapping(FrameConfig.class, "limn.frame");
    }

    public static ClipShot open(Path clip) throws IOException, InterruptedException {
        return ClipShot.open(
                installed(), clip, clip.getFileName().toString(), OptionalLong.empty(), limits(), ReadOptions.DEFAULT);
    }

    /** Runs ffmpeg with arguments that are separated by spaces, then those that follow. */
    public static Path make(Path target, String arguments, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-loglevel", "error", "-y"));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of(more));
        command.add(target.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
        return target;
    }

    /** Frame n of {@link #COUNTING} is grey of {@code 10 n + 20}, with a bright left half. */
    public static final String COUNTING =
            "-f lavfi -i nullsrc=s=64x36:r=24,geq=lum='if(lt(X,32),220,10*N+20)':cb=128:cr=128 -frames:v";
}
