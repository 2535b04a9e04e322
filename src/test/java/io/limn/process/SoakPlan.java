package io.limn.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;

/**
 * What a soak does.
 *
 * @param home the folder of buckets, temporary files and logs of the processes
 * @param uploads how many, overwrites included
 * @param minutes after which no more are sent
 * @param rate uploads a second at most
 * @param measured whether the rate is at most four fifths of what the processes can do, which is measured first
 * @param killEvery uploads between two kills of a process
 * @param faultEvery uploads between two faults
 * @param network {@code tiny} (of the tests, quick) or {@code limn}
 * @param pixels what the network sees of a frame
 * @param fillDisk whether the disk that {@code home} is on is filled now and then
 * @param clockLibrary {@code bench/clock.c}, compiled; null leaves the clocks alone
 */
record SoakPlan(
        Path home,
        int uploads,
        int minutes,
        double rate,
        boolean measured,
        int killEvery,
        int faultEvery,
        String network,
        String pixels,
        boolean fillDisk,
        Path clockLibrary) {
    static final Duration LIMIT = Duration.ofMinutes(4);

    private static final int RECEIVES = 5;
    private static final int BRIEF = 160;

    /** A short one, for the tests. */
    static SoakPlan brief(Path home) {
        return new SoakPlan(home, BRIEF, 5, 60, false, 60, 27, "tiny", "65536", false, null);
    }

    /** @param arguments {@code --uploads 10000 --rate 6 --kill-every 240 …}; what is left out is as in a run of half an hour */
    static SoakPlan of(Path home, String... arguments) {
        SoakPlan plan = new SoakPlan(home, 10_000, 90, 6, true, 240, 90, "limn", "100K", false, null);
        for (Iterator<String> each = Arrays.asList(arguments).iterator(); each.hasNext(); ) {
            String option = each.next();
            plan = option.equals("--fill-disk") ? plan.fillingDisk() : plan.with(option, each.next());
        }
        return plan;
    }

    /** How long a fault lasts that ends by itself. */
    Duration faultTime() {
        return Duration.ofMillis((long) Math.min(6_000, 1_000 * faultEvery / rate));
    }

    /**
     * Tries before a message is put aside: five, as the Terraform module has it. The waits between them double, and what can never succeed is
     * waited for at the end, so the short one has four: 16 seconds less.
     */
    int receives() {
        return uploads == BRIEF ? RECEIVES - 1 : RECEIVES;
    }

    private SoakPlan fillingDisk() {
        return new SoakPlan(
                home, uploads, minutes, rate, measured, killEvery, faultEvery, network, pixels, true, clockLibrary);
    }

    private SoakPlan with(String option, String value) {
        return new SoakPlan(
                home,
                option.equals("--uploads") ? Integer.parseInt(value) : uploads,
                option.equals("--minutes") ? Integer.parseInt(value) : minutes,
                option.equals("--rate") ? Double.parseDouble(value) : rate,
                option.equals("--measured") ? Boolean.parseBoolean(value) : measured,
                option.equals("--kill-every") ? Integer.parseInt(value) : killEvery,
                option.equals("--fault-every") ? Integer.parseInt(value) : faultEvery,
                option.equals("--network") ? value : network,
                option.equals("--pixels") ? value : pixels,
                fillDisk,
                option.equals("--clock") ? Path.of(value) : clockLibrary);
    }
}
