package io.limn.job;

import java.util.Locale;

/** The stages of a frame, in order. Their names appear in metrics, traces, manifests and SSE. */
public enum Stage {
    QUEUE,
    FETCH,
    DECODE,
    INFER,
    RENDER,
    PUT;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
