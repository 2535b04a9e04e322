package io.limn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.frame.plate.ReadOption;
import io.limn.frame.plate.ReadOptions;
import io.limn.output.Output;
import io.limn.output.RenderOption;
import io.limn.output.RenderOptions;
import io.limn.parsing.Detail;
import io.limn.problem.RefusedOptionException;
import io.limn.request.FixedCatalogue;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RenderArgumentsTest {
    private static RenderArguments parsed(String... arguments) {
        RenderArguments wanted = new RenderArguments();
        new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(wanted)).parseArgs(arguments);
        return wanted;
    }

    @Test
    void theCommandLineKnowsEveryOptionOfTheRegistryAndEveryOutput() {
        CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(new RenderArguments()));
        assertThat(line.getCommandSpec().optionsMap().keySet())
                .containsAll(Arrays.stream(RenderOption.values())
                        .map(option -> "--" + option.word())
                        .toList());
        assertThat(line.getCommandSpec().optionsMap().keySet())
                .containsAll(Arrays.stream(ReadOption.values())
                        .map(option -> "--" + option.word())
                        .toList());
        assertThat(line.getUsageMessage()).contains(Output.kinds()).contains("json");
    }

    @Test
    void optionsAreReadTheSameFromQueriesAndMetadata() {
        RenderArguments wanted =
                parsed("--outputs", "Labels,persons", "--palette", "voc", "--opacity", "0.25", "--quality", "75");
        assertThat(wanted.outputs(new FixedCatalogue())).containsExactly(Output.LABELS, Output.PERSONS);
        assertThat(wanted.options(new FixedCatalogue())).isEqualTo(new RenderOptions("voc", 0.25, 75));
    }

    @Test
    void detailIsRequestedToo() {
        assertThat(parsed("--detail", "persons").options(new FixedCatalogue()).detail())
                .isEqualTo(Detail.PERSONS);
        assertThat(parsed().options(new FixedCatalogue()).detail()).isNull();
    }

    @Test
    void colourOptionsAreRequestedToo() {
        RenderArguments wanted = parsed("--colour", "LogC3", "--exposure", "-1.5", "--layer", "beauty");
        assertThat(wanted.reading(new FixedCatalogue())).isEqualTo(new ReadOptions("logc3", -1.5, "beauty"));
        assertThat(wanted.isEmpty()).isFalse();
        assertThat(parsed().reading(new FixedCatalogue())).isEqualTo(ReadOptions.DEFAULT);
        assertThatThrownBy(() -> parsed("--colour", "acescgg").reading(new FixedCatalogue()))
                .isInstanceOf(RefusedOptionException.class)
                .hasMessageContaining("'acescgg' is not a value of '--colour'; it takes one of: auto, srgb")
                .hasMessageEndingWith("log3g10. Did you mean 'acescg'?");
    }

    @Test
    void theManifestAloneDrawsNothing() {
        assertThat(parsed("--outputs", "json").outputs(new FixedCatalogue())).isEmpty();
    }

    @Test
    void omittedOptionsUseTheServicesDefault() {
        assertThat(parsed().outputs(new FixedCatalogue())).containsExactly(Output.LABELS);
        assertThat(parsed().options(new FixedCatalogue())).isEqualTo(new FixedCatalogue().defaultOptions());
    }

    @Test
    void mistakesAreNamedByTheCommandLinesOption() {
        assertThatThrownBy(() -> parsed("--outputs", "trousers").outputs(new FixedCatalogue()))
                .isInstanceOf(RefusedOptionException.class)
                .hasMessageContaining("'trousers' is not a value of '--output'; it takes one of: overlay, color");
        assertThatThrownBy(() -> parsed("--quality", "high").options(new FixedCatalogue()))
                .hasMessageContaining("'--quality'");
        assertThatThrownBy(() -> parsed("--outputs", "anatomy").outputs(new FixedCatalogue()))
                .hasMessage("'anatomy' needs a model with 2 label layers; this one has 1: parts.");
    }
}
