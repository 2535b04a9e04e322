package io.limn.http;

/** Whether this service knows its callers by keys or tokens. */
public interface KnownCallers {
    /** False if no authentication is configured; then nothing has an owner. */
    boolean haveNames();
}
