package io.limn.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever is woken finds a page about it: each alarm of the Terraform module has an entry in the runbook, and each entry an alarm. */
class RunbookTest {
    private static final Pattern ALARM = Pattern.compile("alarm_name\\s*=\\s*\"\\$\\{var\\.name}-([a-z-]+)\"");
    private static final Pattern RATE = Pattern.compile("(?m)^ {4}([a-z-]+-errors) = \\{");
    private static final Pattern ENTRY = Pattern.compile("(?m)^### `…-([a-z-]+)`");

    @Test
    void everyAlarmHasAnEntry() throws IOException {
        String alarms = Files.readString(Path.of("infra/terraform/alarms.tf"));
        Set<String> named = all(ALARM, alarms);
        named.addAll(all(RATE, alarms));
        assertThat(named).hasSize(7);
        assertThat(all(ENTRY, Files.readString(Path.of("docs/deploy.md")))).isEqualTo(named);
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
