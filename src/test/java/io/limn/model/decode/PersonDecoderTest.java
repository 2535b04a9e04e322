package io.limn.model.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.parsing.Box;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PersonDecoderTest {
    @Test
    void anEmptyFrameHasNobody() {
        PersonDecoder.Persons persons = new Scene(16, 12).decode();
        assertThat(persons.found()).isEmpty();
        assertThat(persons.map().ids()).containsOnly((byte) 0);
    }

    @Test
    void twoPeopleWhoseBoxesOverlapComeApart() {
        Scene scene = new Scene(32, 24).person(4, 4, 10, 18, 0.9f).person(11, 8, 12, 14, 0.8f);
        PersonDecoder.Persons persons = scene.decode();
        assertThat(persons.found()).hasSize(2);
        assertThat(scene.purity(1, persons.map().ids())).isGreaterThan(0.97);
        assertThat(scene.purity(2, persons.map().ids())).isGreaterThan(0.97);
        assertThat(scene.idAt(5, 6, persons.map().ids()))
                .isNotEqualTo(scene.idAt(20, 20, persons.map().ids()));
    }

    @Test
    void personsAreNumberedBySizeWithBoxesScoresAndPixelsOfTheirOwn() {
        Scene scene = new Scene(40, 24).person(2, 2, 6, 8, 0.6f).person(20, 2, 12, 20, 0.9f);
        PersonDecoder.Persons persons = scene.decode();
        assertThat(persons.found()).extracting(PersonDecoder.Found::id).containsExactly(1, 2);
        assertThat(persons.found().get(0).box()).isEqualTo(new Box(80, 8, 48, 80));
        assertThat(persons.found().get(0).pixels()).isEqualTo(48 * 80);
        assertThat(persons.found().get(0).score()).isEqualTo(0.9f);
        assertThat(persons.found().get(1).box()).isEqualTo(new Box(8, 8, 24, 32));
        assertThat(persons.found().get(1).score()).isEqualTo(0.6f);
        assertThat(scene.idAt(22, 4, persons.map().ids())).isEqualTo(1);
        assertThat(scene.idAt(4, 4, persons.map().ids())).isEqualTo(2);
    }

    @Test
    void eightPeopleInTwoRowsAreEight() {
        Scene scene = new Scene(64, 40);
        for (int i = 0; i < 8; i++) {
            scene.person(2 + i % 4 * 15, 1 + i / 4 * 17, 13, 20, 0.7f);
        }
        PersonDecoder.Persons persons = scene.decode();
        assertThat(persons.found()).hasSize(8);
        Set<Integer> ids = new HashSet<>();
        for (int person = 1; person <= 8; person++) {
            assertThat(scene.purity(person, persons.map().ids())).isGreaterThan(0.95);
            ids.add(scene.idAt(
                    8 + (person - 1) % 4 * 15,
                    4 + (person - 1) / 4 * 17,
                    persons.map().ids()));
        }
        assertThat(ids).hasSize(8);
    }

    @Test
    void everyForegroundPixelBelongsToAPersonAndNoBackgroundPixelDoes() {
        Scene scene = new Scene(40, 24).person(2, 2, 6, 8, 0.6f).person(20, 2, 12, 20, 0.9f);
        scene.winners[23 * scene.grid.pitch + 39] = 1;
        byte[] main = scene.main();
        byte[] ids = scene.decode().map().ids();
        for (int i = 0; i < main.length; i++) {
            assertThat(ids[i] != 0).isEqualTo(main[i] != 0);
        }
    }

    @Test
    void withoutAnyCentreEachLargeRegionIsAPersonAndScrapsJoinTheNearest() {
        Scene scene = new Scene(40, 24).person(2, 2, 10, 18, 0.1f).person(24, 2, 10, 18, 0);
        scene.winners[10 * scene.grid.pitch + 22] = 1;
        PersonDecoder.Persons persons = scene.decode();
        assertThat(persons.found()).hasSize(2);
        assertThat(persons.found()).extracting(PersonDecoder.Found::score).contains(0.1f);
        assertThat(scene.idAt(22, 10, persons.map().ids()))
                .isEqualTo(scene.idAt(30, 10, persons.map().ids()));
    }

    @Test
    void aSeparatePersonWithoutACentreIsNotMergedIntoAnother() {
        Scene scene = new Scene(64, 24).person(2, 2, 10, 18, 0.9f).person(44, 2, 10, 18, 0);
        PersonDecoder.Persons persons = scene.decode();
        assertThat(persons.found()).hasSize(2);
        assertThat(scene.idAt(46, 10, persons.map().ids()))
                .isNotEqualTo(scene.idAt(6, 10, persons.map().ids()));
    }

    @Test
    void legsCutOffByATableStayWithTheirPerson() {
        Scene scene = new Scene(40, 32).person(10, 2, 10, 28, 0.9f);
        for (int x = 0; x < 40; x++) {
            Arrays.fill(scene.winners, 18 * scene.grid.pitch, 21 * scene.grid.pitch, (byte) 0);
        }
        assertThat(scene.decode().found()).hasSize(1);
    }

    @Test
    void aFewStrayCellsAreNotAPerson() {
        Scene scene = new Scene(40, 24).person(4, 2, 14, 20, 0.9f).person(30, 10, 1, 2, 0.8f);
        assertThat(scene.decode().found()).hasSize(1);
    }

    @Test
    void aFragmentInsideAnotherPersonGoesToThatPerson() {
        Scene scene = new Scene(48, 24).person(2, 2, 14, 20, 0.9f).person(28, 2, 14, 20, 0.9f);
        int stray = 6 * scene.grid.pitch + 5;
        scene.offsets[stray] = 30 * Grids.STRIDE;
        byte[] ids = scene.decode().map().ids();
        assertThat(scene.idAt(5, 6, ids)).isEqualTo(scene.idAt(4, 6, ids));
    }

    @Test
    void aFlatHeatMapHasOneCentreAndIsFast() {
        Scene scene = new Scene(64, 48).person(0, 0, 64, 48, 0.5f);
        Arrays.fill(scene.heat, 1f);
        assertThat(scene.decode().found()).hasSize(1);
    }

    @Test
    void moreCentresThanAnEightBitMapHoldsAreTheHottest255() {
        Scene scene = new Scene(128, 96);
        for (int y = 0; y < 24; y++) {
            for (int x = 0; x < 32; x++) {
                scene.person(x * 4, y * 4, 3, 3, 0.5f + (x + y) / 200f);
            }
        }
        PersonDecoder.Persons persons = scene.decode(new PersonDecoder(3, 0.3f, 0));
        assertThat(persons.found()).hasSize(255);
    }

    @Test
    void aRegionWithALowCentreScoreIsNobodyAndASmallOneNeedsTwiceTheScore() {
        Scene scene = new Scene(128, 96)
                .person(10, 20, 24, 60, 0.9f)
                .person(60, 10, 6, 6, 0.15f)
                .person(80, 40, 24, 40, 0.15f)
                .person(40, 10, 12, 12, 0.05f);
        PersonDecoder.Persons persons = scene.decode(new PersonDecoder(7, 0.3f, 0.1f));
        BitSet unsupported = scene.assign(new PersonDecoder(7, 0.3f, 0.1f)).cells().unsupported;
        assertThat(unsupported.cardinality()).isEqualTo(6 * 6 + 12 * 12);
        assertThat(unsupported.get(12 * scene.grid.x.cells + 62)).isTrue();
        assertThat(persons.found()).hasSize(2);
        assertThat(scene.assign(new PersonDecoder(7, 0.3f, 0))
                        .cells()
                        .unsupported
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aPieceWhoseOffsetsPointToACentreBelongsToThatPerson() {
        Scene scene = new Scene(128, 96).person(10, 20, 24, 60, 0.9f);
        for (int x = 8; x < 36; x++) {
            scene.winners[60 * scene.grid.pitch + x] = 0;
        }
        PersonDecoder.Persons persons = scene.decode(new PersonDecoder(7, 0.3f, 0.1f));
        assertThat(scene.assign(new PersonDecoder(7, 0.3f, 0.1f))
                        .cells()
                        .unsupported
                        .isEmpty())
                .isTrue();
        assertThat(persons.found()).hasSize(1);
    }

    @Test
    void erasedCellsAreBackgroundInTheMapAndInTheProbabilities() {
        Grid grid = Grids.cells(8, 6);
        float[] logits = new float[3 * grid.plane];
        Arrays.fill(logits, 2 * grid.plane, 3 * grid.plane, 5f);
        DenseDecoder decoder = new DenseDecoder(3);
        BitSet cells = new BitSet();
        cells.set(0, grid.cells());
        decoder.clear(logits, cells, grid);
        assertThat(decoder.decode(logits, grid)).containsOnly(0);
        float[] row = new float[3 * grid.frameWidth];
        decoder.probabilities(logits, grid).rows().read(5, row);
        assertThat(row[2 * grid.frameWidth + 7]).isLessThan(1e-4f);
    }

    @Test
    void aFrameOfOnePixelCanBeAPerson() {
        Grid grid = Grids.frame(1, 1);
        byte[] one = {1};
        PersonDecoder.Assigned cells =
                new PersonDecoder(7, 0.3f, 0).assign(one, new float[grid.plane], new float[2 * grid.plane], grid);
        PersonDecoder.Persons persons = PersonDecoder.paint(cells, one, one, grid);
        assertThat(persons.found()).hasSize(1);
        assertThat(persons.found().get(0).box()).isEqualTo(new Box(0, 0, 1, 1));
    }
}
