package io.limn.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultKeysTest {
    @Test
    void theKeysOfASequenceAreAsDocumented() {
        ResultKeys keys = ResultKeys.of("shots/sh010/plate.0001.jpg");
        assertThat(keys.key("overlay", "jpg")).isEqualTo("shots/sh010/plate_jpg/overlay/plate.0001.jpg");
        assertThat(keys.key("labels", "png")).isEqualTo("shots/sh010/plate_jpg/labels/plate.0001.png");
        assertThat(keys.key("mattes/left-arm", "png"))
                .isEqualTo("shots/sh010/plate_jpg/mattes/left-arm/plate.0001.png");
        assertThat(keys.manifest()).isEqualTo("shots/sh010/plate_jpg/parse/plate.0001.json");
    }

    @ParameterizedTest
    @CsvSource({
        "photo.jpg, photo_jpg/parse/photo.json",
        "plate_0001.png, plate_png/parse/plate_0001.json",
        "plate-17.png, plate_png/parse/plate-17.json",
        "plate.-0003.png, plate_png/parse/plate.-0003.json",
        "render0001.png, render_png/parse/render0001.json",
        "house2.png, house2_png/parse/house2.json",
        "0001.png, _png/parse/0001.json",
        "shot_010.0001.tif, shot_010_tif/parse/shot_010.0001.json",
        "photo, photo/parse/photo.json",
        "photo., photo./parse/photo..json",
        ".jpg, .jpg/parse/.jpg.json",
        "a b+c%20d/é.jpg, a b+c%20d/é_jpg/parse/é.json",
        "/photo.jpg, _/photo_jpg/parse/photo.json",
        "a//photo.jpg, a/_/photo_jpg/parse/photo.json",
        "../photo.jpg, _../photo_jpg/parse/photo.json",
        "_/photo.jpg, __/photo_jpg/parse/photo.json",
        "a/., a/_./parse/..json",
        "a/.., a/_../parse/...json",
        "a/, a/_/parse/.json",
        "1234, _/parse/1234.json",
    })
    void theManifestOfANameIs(String name, String manifest) {
        assertThat(ResultKeys.of(name).manifest()).isEqualTo(manifest);
    }

    @Test
    void framesOfOneSequenceShareItsFolderAndNothingElse() {
        ResultKeys first = ResultKeys.of("sh/plate.0001.jpg");
        ResultKeys second = ResultKeys.of("sh/plate.0002.jpg");
        assertThat(first.folder()).isEqualTo(second.folder());
        assertThat(first.manifest()).isNotEqualTo(second.manifest());
        assertThat(ResultKeys.of("sh/plate.0001.png").folder()).isNotEqualTo(first.folder());
    }

    @Test
    void noTwoNamesShareAKey() {
        Map<String, String> owners = new HashMap<>();
        for (String name : nastyNames()) {
            ResultKeys keys = ResultKeys.of(name);
            for (String key : List.of(keys.manifest(), keys.key("overlay", "jpg"), keys.key("labels", "png"))) {
                String other = owners.put(key, name);
                assertThat(other == null || other.equals(name))
                        .as("'%s' and '%s' share '%s'", name, other, key)
                        .isTrue();
            }
        }
        assertThat(owners).hasSizeGreaterThan(30_000);
    }

    @Test
    void everySegmentCanBeAFileName() {
        for (String name : nastyNames()) {
            String key = ResultKeys.of(name).manifest();
            for (String segment : key.split("/", -1)) {
                assertThat(segment).as(name).isNotEmpty().isNotEqualTo(".").isNotEqualTo("..");
                assertThat(segment.getBytes(StandardCharsets.UTF_8)).as(name).hasSizeLessThanOrEqualTo(255);
            }
            assertThat(key.getBytes(StandardCharsets.UTF_8)).as(name).hasSizeLessThanOrEqualTo(1024);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "𝒳", "/x", "../x", "…/", "a.b_1"})
    void namesTooLongForStoresAreCutAndStayApart(String piece) {
        String name = piece.repeat(1024 / piece.getBytes(StandardCharsets.UTF_8).length - 2);
        String key = ResultKeys.of(name + ".jpg").key("mattes/left-upper-arm", "png");
        assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1024);
        assertThat(key).contains("~").doesNotContain("\uFFFD");
        assertThat(ResultKeys.of(piece + name + ".jpg").key("mattes/left-upper-arm", "png"))
                .isNotEqualTo(key);
    }

    /** Names built at random from what names get wrong. */
    private static List<String> nastyNames() {
        String[] pieces = {
            "a", "b", "A", "B", ".", "..", "_", "__", "-", "/", "//", " ", "+", "%", "%2F", "%20", "é", "e\u0301", "日本",
            "0001", "1", ".0001", "_0001", "jpg", ".jpg", ".JPG", "_jpg", ".png", "overlay", "parse", "/parse/",
            ".json", "~", "\\", ":", "#", "?"
        };
        Random random = new Random(7);
        List<String> names =
                new ArrayList<>(List.of("a.b_c", "a_b.c", "a_b_c", "a.b.c", "a", "a.", "A", "a.jpg", "a.JPG", "", "/"));
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int n = 1 + random.nextInt(7); n > 0; n--) {
                name.append(pieces[random.nextInt(pieces.length)]);
            }
            names.add(name.toString());
        }
        return names;
    }
}
