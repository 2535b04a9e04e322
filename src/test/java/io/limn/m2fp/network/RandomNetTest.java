package io.limn.m2fp.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RandomNetTest {
    @Test
    void theFullNetHasThePublishedNamesAndShapes() throws Exception {
        Map<String, String> published = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Golden.file("../state_dict_keys.tsv"))) {
            String[] columns = line.split("\t");
            if (columns[2].equals("float32")) {
                published.put(columns[0], columns[1]);
            }
        }
        Map<String, String> ours = RandomNet.FULL.shapes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, tensor -> Arrays.stream(tensor.getValue())
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining("x"))));
        assertThat(ours).containsExactlyInAnyOrderEntriesOf(published);
    }
}
