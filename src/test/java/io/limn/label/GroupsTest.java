package io.limn.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.limn.config.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupsTest {
    private static final LabelSet PARTS = layer("parts", "background", "left-arm", "pants", "face");
    private static final LabelSet ANATOMY =
            layer("anatomy", "background", "left-upper-arm", "left-lower-arm", "left-hand");

    @TempDir
    Path folder;

    private static LabelSet layer(String name, String... labels) {
        return new LabelSet(
                name,
                IntStream.range(0, labels.length)
                        .mapToObj(id -> new Label(id, labels[id], 0))
                        .toList(),
                List.of());
    }

    private static Group group(List<Group> groups, String name) {
        return groups.stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, GroupFile.Entry> file(String json) throws IOException {
        Path file = folder.resolve("groups.json");
        Files.writeString(file, json);
        return GroupFile.read(file);
    }

    @Test
    void anArmIsTheWholeLimbBesideItsSkin() {
        List<Group> groups = Groups.shipped().of(List.of(PARTS, ANATOMY));

        assertThat(group(groups, "left-arm").of())
                .extracting(Group.Member::toString)
                .containsExactly("anatomy:left-upper-arm", "anatomy:left-lower-arm", "anatomy:left-hand");
        assertThat(group(groups, "left-arm.skin").of())
                .extracting(Group.Member::toString)
                .containsExactly("parts:left-arm");
        assertThat(group(groups, "left-sleeve").without()).hasSize(1);
        assertThat(group(groups, "clothes").of())
                .extracting(Group.Member::toString)
                .containsExactly("parts:pants");
    }

    @Test
    void aModelWithoutAnatomyHasNoWholeLimbs() {
        List<Group> groups = Groups.shipped().of(List.of(PARTS));

        assertThat(groups)
                .extracting(Group::name)
                .contains("left-arm.skin", "clothes")
                .doesNotContain("left-arm", "left-sleeve");
        assertThat(Groups.shipped().names("left-arm")).isTrue();
    }

    @Test
    void aUsersFileAddsGroupsAndReplacesThoseOfItsNames() throws IOException {
        Groups groups = new Groups(
                file(
                        """
                {"legwear": {"of": ["parts:pants"]}, "clothes": {"of": ["legwear"], "without": ["left-arm"]}}
                """));
        groups.check(List.of(PARTS, ANATOMY));

        List<Group> there = groups.of(List.of(PARTS, ANATOMY));
        assertThat(group(there, "legwear").of()).hasSize(1);
        assertThat(group(there, "clothes").without()).hasSize(3);
        assertThat(groups.mark()).isNotEmpty();
        assertThat(Groups.shipped().mark()).isEmpty();
    }

    @Test
    void aLabelThatTheModelLacksIsRefusedWithThoseItHas() throws IOException {
        Groups groups = new Groups(file("{\"wings\": {\"of\": [\"anatomy:left-wing\"]}}"));

        assertThatThrownBy(() -> groups.check(List.of(PARTS, ANATOMY)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(
                        "limn.label.groups: the group 'wings' lists 'anatomy:left-wing', which the model does not have;"
                                + " its labels are parts:left-arm, parts:pants, parts:face, anatomy:left-upper-arm,"
                                + " anatomy:left-lower-arm, anatomy:left-hand");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|which is not a JSON object",
                "{|which is not JSON",
                "{\"person-1\": {\"of\": [\"a:b\"]}}|'person-1' can't be a group's name",
                "{\"Sleeve\": {\"of\": [\"a:b\"]}}|'Sleeve' can't be a group's name",
                "{\"x\": [\"a:b\"]}|the group 'x' must be",
                "{\"x\": {\"of\": []}}|the group 'x' lists no label",
                "{\"x\": {\"of\": [1]}}|the group 'x' lists 1",
                "{\"x\": {\"of\": [\"pants\"]}}|lists 'pants', which is neither a label",
                "{\"x\": {\"of\": [\"x\"]}}|lists 'x', which is neither a label",
                "{\"x\": {\"of\": [\"a:b\"], \"color\": 1}}|the group 'x' must be",
            })
    void mistakesInAFileAreReportedWithTheKey(String json, String sentence) {
        assertThatThrownBy(() -> new Groups(file(json)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("limn.label.groups")
                .hasMessageContaining(sentence);
    }

    @Test
    void aMissingFileIsReported() {
        assertThatThrownBy(() -> GroupFile.read(folder.resolve("none.json")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("there is no such file");
    }
}
