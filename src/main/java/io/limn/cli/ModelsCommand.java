package io.limn.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.model.ModelPackages;
import io.limn.model.ModelSummary;
import io.limn.terminal.JsonText;
import io.limn.text.Shown;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code limn models}: lists the packages in the model directory, and what is wrong with those that can't be used. */
@Command(name = "models", description = "Lists the model packages.")
final class ModelsCommand implements Callable<Integer> {
    private final ModelPackages packages;
    private final ObjectMapper json;

    @Option(names = "--json", description = "Print a JSON array.")
    private boolean asJson;

    ModelsCommand(ModelPackages packages, ObjectMapper json) {
        this.packages = packages;
        this.json = json;
    }

    @Override
    public Integer call() throws IOException {
        List<ModelSummary> models = packages.list();
        if (asJson) {
            System.out.println(JsonText.indented(json, models));
        } else {
            models.forEach(model -> System.out.println(Shown.of(line(model))));
        }
        return models.stream().allMatch(ModelSummary::valid) ? ExitCode.OK : ExitCode.FAILED;
    }

    private static String line(ModelSummary model) {
        return model.valid()
                ? "%-12s %-10s %-12s %s  sha256 %s…"
                        .formatted(
                                model.name(),
                                model.version(),
                                model.licence(),
                                String.join(", ", model.layers()),
                                model.sha256().substring(0, 12))
                : "%-12s unusable: %s".formatted(model.name(), model.problem());
    }
}
