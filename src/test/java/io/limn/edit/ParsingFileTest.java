package io.limn.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.parsing.Parsing;
import io.limn.parsing.ProbabilityMap;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the network found, kept and read again. */
class ParsingFileTest {
    @Test
    void nothingIsLost() {
        Parsing parsing = EditScene.parsing();
        Parsing read = ParsingFile.read(ParsingFile.write(parsing, "this"), "this", labels())
                .orElseThrow();
        assertThat(read.persons()).isEqualTo(parsing.persons());
        assertThat(read.personMap().ids()).isEqualTo(parsing.personMap().ids());
        assertThat(read.main().ids()).isEqualTo(parsing.main().ids());
        assertThat(cells(read.coverage().orElseThrow().layer("anatomy")))
                .isEqualTo(cells(parsing.coverage().orElseThrow().layer("anatomy")));
        assertThat(cells(read.coverage().orElseThrow().owners()))
                .isEqualTo(cells(parsing.coverage().orElseThrow().owners()));
    }

    @Test
    void resultsOfOtherFramesAndDamagedOnesAreIgnored() {
        byte[] file = ParsingFile.write(EditScene.parsing(), "this");
        assertThat(ParsingFile.read(file, "that", labels())).isEmpty();
        assertThat(ParsingFile.read(file, "this", List.of(EditScene.PARTS))).isEmpty();
        assertThat(ParsingFile.read(Arrays.copyOf(file, file.length / 2), "this", labels()))
                .isEmpty();
        assertThat(ParsingFile.read(new byte[] {1, 2, 3}, "this", labels())).isEmpty();
    }

    private static List<io.limn.label.LabelSet> labels() {
        return List.of(EditScene.PARTS, EditScene.ANATOMY);
    }

    private static float[] cells(ProbabilityMap map) {
        float[] cells = new float[map.planes() * map.grid().cells()];
        map.cells(cells);
        return cells;
    }
}
