package io.limn.event.lambda;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** A failed invocation in the form that the Runtime API expects. */
@RegisterForReflection
record CallError(String errorType, String errorMessage, List<String> stackTrace) {
    static CallError of(Throwable failure) {
        return new CallError(type(failure), String.valueOf(failure.getMessage()), List.of());
    }

    static String type(Throwable failure) {
        return "Limn." + failure.getClass().getSimpleName();
    }
}
