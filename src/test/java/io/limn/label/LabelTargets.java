package io.limn.label;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.limn.config.InvalidSettingException;
import io.limn.fuzz.FuzzTarget;
import io.limn.fuzz.ScratchFile;
import java.util.List;

/** Palettes and groups, which users write. */
public final class LabelTargets {
    private LabelTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget(
                        "palette",
                        () -> List.of("{\"hair\": \"#ff8800\", \"3\": \"#00ff00\"}".getBytes(UTF_8)),
                        bytes -> refusable(() ->
                                PaletteFile.read("own", ScratchFile.of(bytes).toString()))),
                new FuzzTarget(
                        "groups",
                        () -> List.of("{\"arms\": {\"labels\": [\"left-arm\", \"right-arm\"]}, \"skin\": [\"face\"]}"
                                .getBytes(UTF_8)),
                        bytes -> refusable(() -> GroupFile.read(ScratchFile.of(bytes)))));
    }

    private static void refusable(Runnable reading) {
        try {
            reading.run();
        } catch (InvalidSettingException refused) {
            FuzzTarget.check(refused);
        }
    }
}
