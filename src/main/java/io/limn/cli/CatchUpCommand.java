package io.limn.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.event.CatchUp;
import io.limn.event.CatchUpCounts;
import io.limn.terminal.JsonText;
import io.limn.text.Shown;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code limn catch-up}: parses all uploads that have no results yet, then ends. */
@Command(
        name = "catch-up",
        description = "Parses every upload that has no results yet, e.g. from before Limn was installed.")
final class CatchUpCommand implements Callable<Integer> {
    private final CatchUp catchUp;
    private final ObjectMapper json;

    @Option(names = "--json", description = "Print the counts as a JSON object.")
    private boolean asJson;

    @Option(
            names = "--verify",
            description = "Also reads all files that the manifests list, and repairs what is missing or wrong (slow).")
    private boolean verify;

    CatchUpCommand(CatchUp catchUp, ObjectMapper json) {
        this.catchUp = catchUp;
        this.json = json;
    }

    @Override
    public Integer call() throws IOException {
        BiConsumer<String, CatchUp.Ending> each =
                (key, ending) -> System.err.println(words(ending) + "  " + Shown.of(key));
        CatchUpCounts counts =
                (verify ? catchUp.verify(each) : catchUp.run(each)).await().indefinitely();
        System.out.println(asJson ? JsonText.line(json, counts.byEnding()) : summary(counts));
        if (counts.of(CatchUp.Ending.FAILED) > 0) {
            return ExitCode.FAILED;
        }
        return counts.of(CatchUp.Ending.REJECTED) > 0 ? ExitCode.REJECTED : ExitCode.OK;
    }

    /** Such as {@code 17 uploads: 15 already done, 2 parsed}. */
    private static String summary(CatchUpCounts counts) {
        String parts = counts.byEnding().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " " + words(entry.getKey()))
                .collect(Collectors.joining(", "));
        return counts.total() + (counts.total() == 1 ? " upload" : " uploads") + (parts.isEmpty() ? "" : ": " + parts);
    }

    private static String words(CatchUp.Ending ending) {
        return ending.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
