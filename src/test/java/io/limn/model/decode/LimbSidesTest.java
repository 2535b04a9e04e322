package io.limn.model.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.limn.label.Label;
import io.limn.label.LabelSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which pieces of limbs change sides, on grids of cells drawn as letters. */
class LimbSidesTest {
    private static final List<String> NAMES = List.of(
            "background",
            "left-upper-arm",
            "right-upper-arm",
            "left-lower-arm",
            "right-lower-arm",
            "left-hand",
            "right-hand",
            "left-upper-leg",
            "right-upper-leg",
            "left-lower-leg",
            "right-lower-leg",
            "left-foot",
            "right-foot");
    /** Capital letters are right ones. */
    private static final String LETTERS = ".uUlLhHtTsSfF";

    @Test
    void handsAtTheEndsOfTheOtherArmChange() {
        assertEquals(
                List.of("..uuu.UUU..", "..lll.LLL..", "..lll.LLL..", "..hh...HH.."),
                corrected("..uuu.UUU..", "..lll.LLL..", "..lll.LLL..", "..HH...hh.."));
    }

    @Test
    void anArmKeepsItsOwnHandBesideAnotherOne() {
        keeps("..uuu......", "..lll......", "..lllHHH...", "..hhhHH....");
    }

    @Test
    void aHandThatTouchesItsOwnArmToo() {
        keeps("..uuu.UUU..", "..lll.LLL..", "..lll.LLL..", "...HHHHH...");
    }

    @Test
    void theSurerPieceDecides() {
        assertEquals(
                List.of("uuu...", "ll....", "HHHH..", "HHHH.."),
                corrected(Map.of('l', 0.05, 'u', 0.05), "uuu...", "ll....", "HHHH..", "HHHH.."));
    }

    @Test
    void aPatchOfTheOtherSideAtTheWristChangesWithTheHand() {
        assertEquals(
                List.of("uuuu..", "llll..", "llll..", ".lll..", ".hhh.."),
                corrected("uuuu..", "llll..", "llll..", ".LLl..", ".HHH.."));
    }

    @Test
    void upperArmsAndLowerLegsKeepTheirSides() {
        keeps("..UU......", "..lll.....", "..lll.....", "..hhh.....");
        keeps("..ttt.....", "..ttt.....", "..SS......", "..FF......");
    }

    @Test
    void aFootAtTheEndOfTheOtherLegChanges() {
        assertEquals(
                List.of("ttt...", "sss...", "sss...", "ff...."), corrected("ttt...", "sss...", "sss...", "FF...."));
    }

    @Test
    void aHandOfAnotherPersonStays() {
        List<String> rows = List.of("uuu...", "lll...", "lll...", "HH....");
        byte[] persons = new byte[24];
        Arrays.fill(persons, 0, 18, (byte) 1);
        Arrays.fill(persons, 18, 24, (byte) 2);
        assertEquals(rows, corrected(Map.of(), persons, rows));
    }

    @Test
    void noiseOfMoreThanAThousandPiecesIsLeftAlone() {
        // Each row is a lower arm with a hand of the other side, apart from the next one.
        String[] limbs = new String[1200];
        for (int y = 0; y < limbs.length; y++) {
            limbs[y] = y % 2 == 0 ? "llH" : "...";
        }
        assertEquals("llh", corrected(Arrays.copyOf(limbs, 998)).get(0));
        keeps(limbs);
    }

    private static void keeps(String... rows) {
        assertEquals(List.of(rows), corrected(rows));
    }

    private static List<String> corrected(String... rows) {
        return corrected(Map.of(), rows);
    }

    private static List<String> corrected(Map<Character, Double> leads, String... rows) {
        byte[] persons = new byte[rows.length * rows[0].length()];
        Arrays.fill(persons, (byte) 1);
        return corrected(leads, persons, List.of(rows));
    }

    private static List<String> corrected(Map<Character, Double> leads, byte[] persons, List<String> rows) {
        int width = rows.get(0).length();
        String all = String.join("", rows);
        byte[] winners = new byte[all.length()];
        for (int cell = 0; cell < winners.length; cell++) {
            winners[cell] = (byte) LETTERS.indexOf(all.charAt(cell));
        }
        LimbParts parts = new LimbParts(
                winners,
                persons,
                width,
                LimbLabels.of(labels()),
                cell -> leads.getOrDefault(all.charAt(cell), 1.0),
                new LimbParts.Memory(winners.length));
        BitSet wrong = LimbSides.wrong(parts);
        StringBuilder after = new StringBuilder(all);
        for (int cell = 0; cell < winners.length; cell++) {
            if (parts.of[cell] >= 0 && wrong.get(parts.of[cell])) {
                char letter = all.charAt(cell);
                after.setCharAt(
                        cell,
                        Character.isUpperCase(letter) ? Character.toLowerCase(letter) : Character.toUpperCase(letter));
            }
        }
        List<String> corrected = new ArrayList<>();
        for (int at = 0; at < after.length(); at += width) {
            corrected.add(after.substring(at, at + width));
        }
        return corrected;
    }

    private static LabelSet labels() {
        List<Label> labels = new ArrayList<>();
        for (int id = 0; id < NAMES.size(); id++) {
            labels.add(new Label(id, NAMES.get(id), 0));
        }
        return new LabelSet("anatomy", labels, List.of());
    }
}
