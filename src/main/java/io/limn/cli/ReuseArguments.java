package io.limn.cli;

import io.limn.parsing.Parser;
import io.limn.parsing.Reuse;
import io.limn.parsing.ShotParser;
import io.limn.shot.ShotConfig;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for reusing the network's results from frame to frame. */
final class ReuseArguments {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--reuse",
            negatable = true,
            fallbackValue = "true",
            description =
                    "Run the network only where a frame differs from those before: faster where the camera stands still. Default: limn.shot.reuse.")
    private Boolean reuse;

    @Option(
            names = "--full-every",
            paramLabel = "N",
            description =
                    "With --reuse: the network sees a whole frame at least once in N frames. Default: limn.shot.full-every.")
    private Integer fullEvery;

    /** The parser for a shot; null if each frame is parsed by itself. */
    ShotParser parser(Parser whole, ShotConfig config) {
        if (!(reuse == null ? config.reuse() : reuse)) {
            return null;
        }
        try {
            return whole.inOrder(new Reuse(fullEvery == null ? config.fullEvery() : fullEvery));
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), "--reuse: " + refused.getMessage());
        }
    }

    /** Prints the share of the frames' pixels that the network saw; nothing if the parser is null. */
    static void printShare(ShotParser parser) {
        if (parser != null) {
            System.err.printf(Locale.ROOT, "The network saw %.0f %% of the frames' pixels%n", 100 * parser.share());
        }
    }
}
