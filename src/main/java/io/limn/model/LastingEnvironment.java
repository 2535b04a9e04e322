package io.limn.model;

import ai.onnxruntime.OrtEnvironment;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jboss.logging.Logger;

/**
 * Keeps ONNX Runtime's environment to the end of the process. Its Java binding releases it in a shutdown hook of its own, which runs beside
 * all others: sessions that are opened or run after that, as by frames that a stop still finishes, would use freed memory. The native
 * environment counts its references, and the binding has no public way to take another.
 */
final class LastingEnvironment {
    private static final int WARNING = 2; // OrtLoggingLevel

    private LastingEnvironment() {}

    /** Takes a reference that is never released. */
    static void keep() {
        try {
            Field api = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("ortApiHandle");
            Method create = OrtEnvironment.class.getDeclaredMethod("createHandle", long.class, int.class, String.class);
            api.setAccessible(true);
            create.setAccessible(true);
            create.invoke(null, api.getLong(null), WARNING, "limn");
        } catch (ReflectiveOperationException e) {
            Logger.getLogger(LastingEnvironment.class)
                    .warnf("A stop may end in a crash: ONNX Runtime's environment can't be kept open (%s)", e);
        }
    }
}
