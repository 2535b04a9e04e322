package io.limn.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Configures a session's execution provider; falls back to the CPU with a warning. */
final class Providers {
    private static final Logger LOG = Logger.getLogger(Providers.class);
    private static final int FIRST_DEVICE = 0;

    private Providers() {}

    /**
     * What {@code wanted} can't compute, or all where it is missing, the CPU does.
     *
     * @return whether a GPU computes
     */
    static boolean add(Provider wanted, OrtSession.SessionOptions options) {
        try {
            if (wanted == Provider.TENSORRT) {
                try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(FIRST_DEVICE)) {
                    options.addTensorrt(tensorRt);
                }
            }
            if (wanted != Provider.CPU) {
                try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(FIRST_DEVICE)) {
                    options.addCUDA(cuda);
                }
            }
            return wanted != Provider.CPU;
        } catch (OrtException | UnsatisfiedLinkError e) {
            LOG.warnf(
                    "limn.model.provider=%s is not available in this ONNX Runtime (%s); using the CPU. It needs onnxruntime_gpu in"
                            + " place of onnxruntime on the class path, and the NVIDIA libraries.",
                    wanted.name().toLowerCase(Locale.ROOT), e.getMessage());
            return false;
        }
    }
}
