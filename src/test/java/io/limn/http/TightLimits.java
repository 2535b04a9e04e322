package io.limn.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** Short time-outs, little room, and a limit of calls for each address. */
public class TightLimits extends Scripted {
    /** Calls a minute from each address: more than the tests make in all, but for those that mean to reach it. */
    public static final int ADDRESS_RATE = 400;

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> config = new HashMap<>(super.getConfigOverrides());
        config.put("limn.http.body-wait", "2s");
        config.put("limn.http.head-timeout", "2s");
        config.put("limn.http.idle-timeout", "4s");
        config.put("limn.http.answer-wait", "2s");
        config.put("limn.http.max-open-calls", "0");
        config.put("limn.http.job-bytes", "8M");
        config.put("limn.http.address-rate", String.valueOf(ADDRESS_RATE));
        config.put("limn.job.queue-bytes", "4M");
        config.put("limn.frame.max-bytes", "1M");
        config.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        try {
            config.put(
                    "limn.http.form-directory",
                    Files.createTempDirectory("limn-holding").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return config;
    }
}
