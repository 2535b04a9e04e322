package io.limn.edit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.limn.fuzz.FuzzTarget;
import io.limn.parsing.Parsing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Edits as they come over HTTP, from the bucket and from files; and what the network found, read again from the bucket. */
public final class EditTargets {
    private static final String STROKES =
            """
            {"version":1,"width":80,"height":48,"strokes":[
            {"kind": "brush", "layer": "parts", "label": "coat", "person": 1, "points": [[1, 2], [3.5, 4, 0.25]], "size": 12, "hardness": 0.5, "inside": true},
            {"kind": "eraser", "layer": "anatomy", "points": [[1, 2]], "size": 4096},
            {"kind": "polygon", "layer": "parts", "label": "coat", "points": [[1, 2], [30, 2], [30, 40]]},
            {"kind": "flood", "layer": "parts", "label": "left-arm", "at": [5, 5]},
            {"kind": "relabel", "layer": "anatomy", "label": "left-hand", "at": [5, 5], "everywhere": true},
            {"kind": "swap-sides", "person": 1}, {"kind": "delete", "person": 2}, {"kind": "merge", "persons": [1, 3]},
            {"kind": "split", "person": 1, "into": 3, "line": [[10, 0], [10, 40]]}]}""";

    private EditTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget("edits", () -> List.of(STROKES.getBytes(UTF_8)), EditTargets::edits),
                new FuzzTarget(
                        "parsing-file",
                        () -> List.of(inflated(ParsingFile.write(EditScene.parsing(), "this"))),
                        bytes -> {
                            read(bytes);
                            // Mutations of packed bytes hardly get past the unpacking.
                            read(deflated(bytes));
                        }));
    }

    private static void edits(byte[] bytes) {
        try {
            Edits edits = EditsJson.read(bytes);
            EditsCheck.check(edits);
            byte[] written = EditsJson.write(edits);
            if (!Arrays.equals(written, EditsJson.write(EditsJson.read(written)))) {
                throw new AssertionError("edits that are read differ from those that were written");
            }
        } catch (EditsRefusedException refused) {
            FuzzTarget.check(refused);
        }
    }

    private static void read(byte[] file) {
        ParsingFile.read(file, "this", List.of(EditScene.PARTS, EditScene.ANATOMY))
                .map(Parsing::persons)
                .ifPresent(List::size);
    }

    private static byte[] inflated(byte[] file) throws Exception {
        return new InflaterInputStream(new ByteArrayInputStream(file)).readAllBytes();
    }

    private static byte[] deflated(byte[] bytes) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
