package io.limn.edit;

import static io.limn.edit.EditScene.COAT;
import static io.limn.edit.EditScene.LEFT_ARM;
import static io.limn.edit.EditScene.LEFT_HAND;
import static io.limn.edit.EditScene.RIGHT_ARM;
import static io.limn.edit.EditScene.RIGHT_HAND;
import static io.limn.edit.EditScene.WIDTH;
import static io.limn.edit.EditScene.cell;
import static io.limn.edit.EditScene.edited;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.limn.parsing.Box;
import io.limn.parsing.Keypoint;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import io.limn.parsing.ProbabilityMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of stroke makes of maps, persons and probabilities. */
class EditedParsingTest {
    private static int part(Parsing parsing, int x, int y) {
        return parsing.main().ids()[y * WIDTH + x];
    }

    private static int anatomy(Parsing parsing, int x, int y) {
        return parsing.layers().get(1).ids()[y * WIDTH + x];
    }

    private static int person(Parsing parsing, int x, int y) {
        return parsing.personMap().ids()[y * WIDTH + x];
    }

    private static ProbabilityMap parts(Parsing parsing) {
        return parsing.coverage().orElseThrow().layer("parts");
    }

    private static ProbabilityMap owners(Parsing parsing) {
        return parsing.coverage().orElseThrow().owners();
    }

    private static Parsing applied(String strokes) {
        EditedParsing edited = edited(strokes);
        assertThat(edited.why()).isNull();
        return edited.parsing();
    }

    @Test
    void withoutStrokesNothingChanges() {
        Parsing parsing = EditScene.parsing();
        assertThat(EditedParsing.of(parsing, EditScene.edits("")).parsing()).isSameAs(parsing);
    }

    @Test
    void paintOnBackgroundBelongsToThePersonWithMostPixelsUnderIt() {
        Parsing parsing = applied(
                "{\"kind\":\"brush\",\"layer\":\"parts\",\"label\":\"left-arm\",\"points\":[[28,20],[36,20]],\"size\":8}");
        assertThat(part(parsing, 35, 20)).isEqualTo(LEFT_ARM);
        assertThat(person(parsing, 35, 20)).isEqualTo(1);
        assertThat(cell(parts(parsing), LEFT_ARM, 34, 20)).isGreaterThan(0.9f);
        assertThat(cell(owners(parsing), 1, 34, 20)).isGreaterThan(0.9f);
        Person first = parsing.persons().get(0);
        assertThat(first.box().width()).isGreaterThan(24);
        assertThat(first.pixels()).isGreaterThan(24 * 32);
        assertThat(cell(parts(parsing), 0, 70, 20)).isEqualTo(cell(parts(EditScene.parsing()), 0, 70, 20));
    }

    @Test
    void paintFarFromEveryoneGoesToTheNearestOrTheNamedPerson() {
        String dot = "{\"kind\":\"brush\",\"layer\":\"parts\",\"label\":\"coat\",\"points\":[[76,20]],\"size\":4%s}";
        assertThat(person(applied(dot.formatted("")), 76, 20)).isEqualTo(2);
        Parsing named = applied(dot.formatted(",\"person\":7"));
        assertThat(person(named, 76, 20)).isEqualTo(7);
        assertThat(named.persons()).extracting(Person::id).containsExactly(1, 2, 7);
        assertThat(owners(named).planes()).isEqualTo(8);
        assertThat(cell(owners(named), 7, 74, 18)).isGreaterThan(0.3f);
    }

    @Test
    void erasedPixelsLeaveAllLayersAndTheirPerson() {
        Parsing parsing = applied("{\"kind\":\"eraser\",\"layer\":\"parts\",\"points\":[[10,34]],\"size\":8}");
        assertThat(part(parsing, 10, 34)).isZero();
        assertThat(anatomy(parsing, 10, 34)).isZero();
        assertThat(person(parsing, 10, 34)).isZero();
        assertThat(cell(parts(parsing), 0, 9, 33)).isGreaterThan(0.9f);
        assertThat(cell(parsing.coverage().orElseThrow().persons(), 0, 9, 33)).isGreaterThan(0.9f);
    }

    @Test
    void inOtherLayersOnlyPixelsOfPersonsArePainted() {
        Parsing parsing = applied(
                "{\"kind\":\"brush\",\"layer\":\"anatomy\",\"label\":\"left-hand\",\"points\":[[8,20]],\"size\":12},"
                        + "{\"kind\":\"brush\",\"layer\":\"persons\",\"person\":2,\"points\":[[8,30]],\"size\":8}");
        assertThat(anatomy(parsing, 10, 20)).isEqualTo(LEFT_HAND);
        assertThat(anatomy(parsing, 5, 20)).isZero();
        assertThat(person(parsing, 10, 30)).isEqualTo(2);
        assertThat(person(parsing, 5, 30)).isZero();
        ProbabilityMap soft = parsing.coverage().orElseThrow().layer("anatomy");
        assertThat(cell(soft, LEFT_HAND, 10, 20)).isGreaterThan(0.7f);
        assertThat(cell(soft, LEFT_HAND, 5, 20)).isLessThan(0.2f);
    }

    @Test
    void paintingInsideStaysOffTheBackground() {
        Parsing parsing = applied("{\"kind\":\"brush\",\"layer\":\"parts\",\"label\":\"coat\",\"inside\":true,"
                + "\"points\":[[8,20]],\"size\":12}");
        assertThat(part(parsing, 10, 20)).isEqualTo(COAT);
        assertThat(part(parsing, 5, 20)).isZero();
        assertThat(cell(parts(parsing), 0, 5, 20)).isEqualTo(cell(parts(EditScene.parsing()), 0, 5, 20), within(1e-5f));
    }

    @Test
    void aFloodFillsWhatIsConnected() {
        Parsing parsing = applied("{\"kind\":\"flood\",\"layer\":\"parts\",\"label\":\"coat\",\"at\":[9,20]}");
        assertThat(part(parsing, 9, 38)).isEqualTo(COAT);
        assertThat(part(parsing, 41, 20)).isEqualTo(RIGHT_ARM);
        assertThat(part(parsing, 2, 2)).isZero();
    }

    @Test
    void aRegionIsRelabelledWithItsSoftEdge() {
        Parsing before = EditScene.parsing();
        Parsing parsing = applied("{\"kind\":\"relabel\",\"layer\":\"parts\",\"label\":\"left-arm\",\"at\":[9,20]}");
        assertThat(part(parsing, 9, 20)).isEqualTo(LEFT_ARM);
        assertThat(part(parsing, 41, 20)).as("the other person's").isEqualTo(RIGHT_ARM);
        float moved = cell(parts(before), RIGHT_ARM, 5, 20);
        assertThat(cell(parts(parsing), RIGHT_ARM, 5, 20))
                .as("outside, where it was faint")
                .isZero();
        assertThat(cell(parts(parsing), LEFT_ARM, 5, 20))
                .isEqualTo(cell(parts(before), LEFT_ARM, 5, 20) + moved, within(1e-5f));
        assertThat(cell(parts(parsing), 0, 5, 20)).isEqualTo(cell(parts(before), 0, 5, 20));
    }

    @Test
    void everywhereMeansAllOfThisPersonsLabel() {
        String cut = "{\"kind\":\"eraser\",\"layer\":\"parts\",\"points\":[[4,24],[16,24]],\"size\":2},";
        String relabel = "{\"kind\":\"relabel\",\"layer\":\"parts\",\"label\":\"coat\",\"at\":[9,10]%s}";
        assertThat(part(applied(cut + relabel.formatted("")), 9, 38)).isEqualTo(RIGHT_ARM);
        Parsing all = applied(cut + relabel.formatted(",\"everywhere\":true"));
        assertThat(part(all, 9, 38)).isEqualTo(COAT);
        assertThat(part(all, 41, 20)).isEqualTo(RIGHT_ARM);
    }

    @Test
    void sidesAreSwappedInEveryLayerOfOnePersonAlone() {
        Parsing before = EditScene.parsing();
        Parsing parsing = applied("{\"kind\":\"swap-sides\",\"person\":1}");
        assertThat(part(parsing, 9, 20)).isEqualTo(LEFT_ARM);
        assertThat(part(parsing, 30, 20)).isEqualTo(RIGHT_ARM);
        assertThat(anatomy(parsing, 9, 36)).isEqualTo(LEFT_HAND);
        assertThat(part(parsing, 41, 20)).isEqualTo(RIGHT_ARM);
        assertThat(anatomy(parsing, 41, 36)).isEqualTo(RIGHT_HAND);
        float arm = cell(parts(before), RIGHT_ARM, 9, 20);
        float other = cell(parts(before), LEFT_ARM, 9, 20);
        assertThat(cell(parts(parsing), LEFT_ARM, 9, 20)).isEqualTo(other + 0.95f * (arm - other), within(1e-5f));
        assertThat(parsing.persons().get(0).keypoints())
                .extracting(Keypoint::name)
                .containsExactly("right-wrist", "left-wrist");
        assertThat(parsing.persons().get(1).keypoints())
                .extracting(Keypoint::name)
                .containsExactly("left-wrist", "right-wrist");
    }

    @Test
    void aPersonIsSplitByALine() {
        Parsing parsing = applied("{\"kind\":\"split\",\"person\":1,\"into\":3,\"line\":[[20,48],[20,0]]}");
        assertThat(person(parsing, 12, 20)).isEqualTo(1);
        assertThat(person(parsing, 24, 20)).isEqualTo(3);
        assertThat(person(parsing, 50, 20)).isEqualTo(2);
        assertThat(parsing.persons())
                .extracting(Person::box)
                .containsExactly(new Box(8, 8, 12, 32), new Box(40, 8, 24, 32), new Box(20, 8, 12, 32));
        assertThat(cell(owners(parsing), 3, 24, 20)).isEqualTo(0.95f, within(1e-5f));
        assertThat(cell(owners(parsing), 1, 24, 20)).isZero();
        assertThat(parsing.persons().get(2).keypoints())
                .extracting(Keypoint::name)
                .containsExactly("left-wrist");
    }

    @Test
    void mergedPersonsAreTheFirst() {
        Parsing parsing = applied("{\"kind\":\"merge\",\"persons\":[2,1]}");
        assertThat(parsing.persons()).singleElement().satisfies(person -> {
            assertThat(person.id()).isEqualTo(2);
            assertThat(person.box()).isEqualTo(new Box(8, 8, 56, 32));
        });
        assertThat(cell(owners(parsing), 2, 12, 20)).isEqualTo(1, within(1e-5f));
    }

    @Test
    void aDeletedPersonIsBackground() {
        Parsing parsing = applied("{\"kind\":\"delete\",\"person\":2}");
        assertThat(parsing.persons()).extracting(Person::id).containsExactly(1);
        assertThat(part(parsing, 50, 20)).isZero();
        assertThat(anatomy(parsing, 41, 36)).isZero();
        assertThat(cell(parts(parsing), 0, 50, 20)).isGreaterThan(0.9f);
        assertThat(part(parsing, 12, 20)).isEqualTo(RIGHT_ARM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"brush\",\"layer\":\"parts\",\"label\":\"coat\",\"points\":[[30,20],[39,22]],\"size\":9,\"hardness\":0.2}",
                "{\"kind\":\"brush\",\"layer\":\"anatomy\",\"label\":\"left-hand\",\"points\":[[8,20]],\"size\":11}",
                "{\"kind\":\"eraser\",\"layer\":\"parts\",\"points\":[[10,34]],\"size\":7,\"hardness\":0}",
                "{\"kind\":\"eraser\",\"layer\":\"persons\",\"points\":[[10,34]],\"size\":7}",
                "{\"kind\":\"relabel\",\"layer\":\"parts\",\"label\":\"background\",\"at\":[9,20]}",
                "{\"kind\":\"swap-sides\",\"person\":2}",
                "{\"kind\":\"split\",\"person\":1,\"into\":3,\"polygon\":[[0,0],[22,0],[22,22],[0,22]]}",
                "{\"kind\":\"merge\",\"persons\":[1,2]}",
                "{\"kind\":\"delete\",\"person\":1},{\"kind\":\"delete\",\"person\":2}"
            })
    void probabilitiesStillSumToOne(String strokes) {
        Parsing parsing = applied(strokes);
        var coverage = parsing.coverage().orElseThrow();
        for (ProbabilityMap map : new ProbabilityMap[] {
            coverage.layer("parts"), coverage.layer("anatomy"), coverage.owners(), coverage.persons()
        }) {
            float[] cells = new float[map.planes() * map.grid().cells()];
            map.cells(cells);
            float[] row = new float[map.planes() * map.width()];
            map.rows().read(20, row);
            for (int at = 0; at < map.grid().cells(); at++) {
                float sum = 0;
                for (int plane = 0; plane < map.planes(); plane++) {
                    float value = cells[plane * map.grid().cells() + at];
                    assertThat(value).isBetween(0f, 1.0001f);
                    sum += value;
                }
                assertThat(sum).isEqualTo(1, within(1e-4f));
            }
        }
    }

    @Test
    void strokesThatNoLongerFitAreSkippedAndReported() {
        Edits other = EditsJson.read(
                "{\"version\":1,\"width\":81,\"height\":48,\"strokes\":[{\"kind\":\"swap-sides\",\"person\":1}]}"
                        .getBytes());
        EditedParsing edited = EditedParsing.of(EditScene.parsing(), other);
        assertThat(edited.skipped()).isEqualTo(1);
        assertThat(edited.why()).isEqualTo("The edits are of a frame of 81x48 pixels.");
        Edits unknown = EditsJson.read(("{\"version\":1,\"width\":80,\"height\":48,\"strokes\":["
                        + "{\"kind\":\"delete\",\"person\":9},{\"kind\":\"swap-sides\",\"person\":1},"
                        + "{\"kind\":\"flood\",\"layer\":\"parts\",\"label\":\"cloak\",\"at\":[1,1]}]}")
                .getBytes());
        edited = EditedParsing.of(EditScene.parsing(), unknown);
        assertThat(edited.skipped()).isEqualTo(2);
        assertThat(edited.why()).isEqualTo("strokes[0]: there is no person 9.");
        assertThat(part(edited.parsing(), 9, 20)).isEqualTo(LEFT_ARM);
    }

    @Test
    void mapsWithoutCoverageAreEditedTooAndTheInputStays() {
        Parsing soft = EditScene.parsing();
        Parsing maps = new Parsing(soft.width(), soft.height(), soft.layers(), soft.personMap(), soft.persons());
        EditedParsing edited = EditedParsing.of(maps, EditScene.edits("{\"kind\":\"swap-sides\",\"person\":1}"));
        assertThat(part(edited.parsing(), 9, 20)).isEqualTo(LEFT_ARM);
        assertThat(part(maps, 9, 20)).isEqualTo(RIGHT_ARM);
        assertThat(edited.parsing().coverage()).isEqualTo(Optional.empty());
    }

    @Test
    void lockedLabelsStayInEveryLayerAndInTheSoftEdges() {
        String brush =
                "{\"kind\":\"brush\",\"layer\":\"parts\",\"label\":\"coat\",\"points\":[[8,36],[30,36]],\"size\":6,"
                        + "\"keep\":[\"%s\"]}";
        Parsing parsing = applied(brush.formatted("parts:right-arm"));
        assertThat(part(parsing, 10, 36)).isEqualTo(RIGHT_ARM);
        assertThat(part(parsing, 28, 36)).isEqualTo(COAT);
        assertThat(cell(parts(parsing), RIGHT_ARM, 10, 36))
                .isEqualTo(cell(parts(EditScene.parsing()), RIGHT_ARM, 10, 36));
        assertThat(part(applied(brush.formatted("anatomy:left-hand")), 28, 36)).isEqualTo(LEFT_ARM);
        assertThat(part(applied(brush.formatted("persons:1")), 28, 36)).isEqualTo(LEFT_ARM);
        assertThat(part(applied(brush.formatted("parts:no-such-label")), 28, 36))
                .isEqualTo(COAT);
    }

    @Test
    void anArmPaintedInPartsIsTheSameArmInAnatomy() {
        Parsing parsing = applied(
                "{\"kind\":\"brush\",\"layer\":\"parts\",\"label\":\"left-arm\",\"points\":[[11,10],[11,38]],\"size\":6}");
        assertThat(anatomy(parsing, 11, 36)).as("the right hand").isEqualTo(LEFT_HAND);
        assertThat(anatomy(parsing, 11, 20)).as("nothing before").isEqualTo(LEFT_HAND);
        ProbabilityMap soft = parsing.coverage().orElseThrow().layer("anatomy");
        assertThat(cell(soft, LEFT_HAND, 10, 36)).isGreaterThan(0.8f);
        assertThat(cell(soft, RIGHT_HAND, 10, 36)).isLessThan(0.1f);
        assertThat(cell(soft, LEFT_HAND, 10, 20)).isGreaterThan(0.5f);
        float sum = cell(soft, 0, 10, 20) + cell(soft, LEFT_HAND, 10, 20) + cell(soft, RIGHT_HAND, 10, 20);
        assertThat(sum).isEqualTo(1, within(1e-4f));
    }

    @Test
    void aHandPaintedInAnatomyTurnsTheOtherArmButNotClothes() {
        Parsing parsing = applied(
                "{\"kind\":\"brush\",\"layer\":\"anatomy\",\"label\":\"left-hand\",\"points\":[[9,36],[20,36]],\"size\":4}");
        assertThat(part(parsing, 10, 36)).isEqualTo(LEFT_ARM);
        assertThat(part(parsing, 18, 36)).isEqualTo(COAT);
        assertThat(anatomy(parsing, 18, 36)).isEqualTo(LEFT_HAND);
        assertThat(cell(parts(parsing), LEFT_ARM, 10, 36)).isGreaterThan(0.45f);
    }

    @Test
    void aRelabelledArmTakesItsHandAlong() {
        Parsing parsing = applied("{\"kind\":\"relabel\",\"layer\":\"parts\",\"label\":\"left-arm\",\"at\":[10,36]}");
        assertThat(part(parsing, 10, 20)).isEqualTo(LEFT_ARM);
        assertThat(anatomy(parsing, 10, 36)).isEqualTo(LEFT_HAND);
    }

    @Test
    void backgroundThatIsFilledBelongsToTheNearest() {
        Parsing parsing = applied("{\"kind\":\"eraser\",\"layer\":\"parts\",\"points\":[[52,24]],\"size\":6},"
                + "{\"kind\":\"flood\",\"layer\":\"parts\",\"label\":\"coat\",\"at\":[52,24]}");
        assertThat(person(parsing, 52, 24)).isEqualTo(2);
    }
}
