package io.limn.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/cost.md computes follows from the processor time that it names and the prices of bench/costs.py. */
class CostPageTest {
    private static final double MILLION = 1e6;
    private static final double HALF_A_CENT = 0.0051;

    private static String page;
    private static String script;
    private static Map<String, Double> prices;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Path.of("docs/cost.md"));
        script = Files.readString(Path.of("bench/costs.py"));
        prices = Pattern.compile("\"(\\w+)\": ([0-9.]+),")
                .matcher(script)
                .results()
                .collect(Collectors.toMap(price -> price.group(1), price -> Double.parseDouble(price.group(2))));
    }

    @Test
    void thePageStatesTheProcessorTimeThatTheScriptAssumesAndThatWasMeasured() throws IOException {
        assertThat(number(page, "take (\\d+) ms of processor time each"))
                .isEqualTo(number(script, "default=(\\d+), help=\"milliseconds of one core"))
                .isEqualTo(number(page, "not measured: (\\d+) ms of a core a frame"))
                .isEqualTo(1000
                        * number(
                                Files.readString(Path.of("docs/measurements.md")),
                                "\\*\\*[0-9.]+ a second\\*\\*, ([0-9.]+) s of processor"));
    }

    @Test
    void dollarsFollowFromPrices() {
        double hours = MILLION * seconds() / 3600;
        assertDollars("Fargate, 2 vCPU", hours * (price("fargate_vcpu_hour") + 2 * price("fargate_gb_hour")));
        assertDollars("EC2", hours * price("c7i_large_hour") / 2);
        assertDollars("own machine", hours * price("own_core_hour"));
        assertDollars("S3 requests", MILLION * (5 * price("s3_put") + 6 * price("s3_get")));
        assertDollars("SQS requests", MILLION * 2 * price("sqs_request"));
        double gigabytes = 3008 / 1024.0;
        double processors = gigabytes * 1024 / 1769;
        double waits = 6 * 0.015 / 4;
        assertDollars(
                "Lambda, 3008 MB",
                MILLION * (seconds() / processors + waits) * gigabytes * price("lambda_gb_second")
                        + MILLION / 4 * price("lambda_request"));
    }

    @Test
    void whatIsSaidOfTheTableFollowsFromIt() {
        assertThat(number(page, "requests cost (\\d+) times as much"))
                .isEqualTo(Math.round(dollars("S3 requests") / dollars("Fargate, 2 vCPU")));
        assertThat(number(page, "alone S3 costs ([0-9.]+)\\."))
                .isCloseTo(MILLION * (2 * price("s3_put") + 6 * price("s3_get")), within(HALF_A_CENT));
    }

    @Test
    void coresGiveFramesASecond() {
        String table = page.substring(page.indexOf("| cores | frames/s |"), page.indexOf("A queue that holds"));
        Matcher rows = Pattern.compile("(?m)^\\| (\\d) \\| ([0-9.]+) \\|").matcher(table);
        Map<Integer, Double> rates = rows.results()
                .collect(Collectors.toMap(row -> Integer.valueOf(row.group(1)), row -> Double.valueOf(row.group(2))));
        assertThat(rates).containsOnlyKeys(1, 2, 4, 8);
        rates.forEach((cores, rate) -> assertThat(rate).isCloseTo(cores / seconds(), within(0.051)));
    }

    private static double seconds() {
        return number(page, "take (\\d+) ms of processor time each") / 1000;
    }

    private static double price(String name) {
        return prices.get(name);
    }

    private static void assertDollars(String target, double expected) {
        assertThat(dollars(target)).as(target).isCloseTo(expected, within(HALF_A_CENT));
    }

    private static double dollars(String target) {
        return number(page, "(?m)^\\| " + target + "[^|]*\\| ([0-9.]+) \\|");
    }

    private static double number(String text, String pattern) {
        MatchResult found =
                Pattern.compile(pattern).matcher(text).results().findFirst().orElseThrow();
        return Double.parseDouble(found.group(1));
    }
}
