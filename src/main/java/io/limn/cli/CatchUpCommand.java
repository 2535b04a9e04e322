package io.limn.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.event.CatchUp;
import io.limn.event.CatchUpCounts;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code limn catch-up}: works through what the uploads bucket holds without results, then ends. */
@Command(
        name = "catch-up",
        description = "Parses every upload that has no results yet: for a bucket that filled before Limn was there.")
final class CatchUpCommand implements Callable<Integer> {
    private final CatchUp catchUp;
    private final ObjectMapper json;

    @Option(names = "--json", description = "The counts as a JSON object on standard output.")
    private boolean asJson;

    @Option(
            names = "--verify",
            description =
                    "Believes no manifest before it has read the files that it lists: slow, and mends what is wrong.")
    private boolean verify;

    CatchUpCommand(CatchUp catchUp, ObjectMapper json) {
        this.catchUp = catchUp;
        this.json = json;
    }

    @Override
    public Integer call() throws IOException {
        BiConsumer<String, CatchUp.Ending> each = (key, ending) -> System.err.println(ending + "  " + key);
        CatchUpCounts counts =
                (verify ? catchUp.verify(each) : catchUp.run(each)).await().indefinitely();
        System.out.println(
                asJson ? json.writeValueAsString(counts.byEnding()) : counts.total() + " uploads " + counts.byEnding());
        if (counts.of(CatchUp.Ending.FAILED) > 0) {
            return ExitCode.FAILED;
        }
        return counts.of(CatchUp.Ending.REJECTED) > 0 ? ExitCode.REJECTED : ExitCode.OK;
    }
}
