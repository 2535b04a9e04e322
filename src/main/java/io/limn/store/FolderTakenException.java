package io.limn.store;

import java.nio.file.Path;

/** Another service works on the folder of the embedded store. */
public final class FolderTakenException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    FolderTakenException(Path folder) {
        super("limn.store.directory=" + folder + " is in use by another Limn process: stop it, or set another folder");
    }
}
