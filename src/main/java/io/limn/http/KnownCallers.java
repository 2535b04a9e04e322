package io.limn.http;

/** Whether this service knows its callers by keys or tokens. */
public interface KnownCallers {
    /** False where nobody has to show who they are, and so nothing belongs to anybody. */
    boolean haveNames();
}
