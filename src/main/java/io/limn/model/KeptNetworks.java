package io.limn.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Networks as ONNX Runtime's optimisers leave them, kept for later starts: opening one takes about half the processor time. What depends on
 * the kind of processor is not kept; it is done at each start, so the results are the same bit by bit.
 *
 * @param folder made by {@code prepare}; where it can't be written to, networks that it lacks are opened as usual
 */
record KeptNetworks(Path folder) {
    /** The folder, for a start that was prepared. */
    private static final String FOLDER = "limn.networks";

    /** A larger one is left alone: copying it is not worth the disk. */
    private static final long MOST_BYTES = 64 << 20;

    /** Gives new options of a session, the same each time. */
    interface Options {
        OrtSession.SessionOptions make() throws OrtException;
    }

    static Optional<KeptNetworks> ofTheProcess() {
        return Optional.ofNullable(System.getProperty(FOLDER)).map(Path::of).map(KeptNetworks::new);
    }

    /** Opens the network in this file; the first call for a checksum stores its optimised copy. */
    OrtSession open(OrtEnvironment environment, Path network, String sha256, Options options) throws OrtException {
        Path kept =
                folder.resolve(sha256 + "-" + environment.getVersion() + "-" + System.getProperty("os.arch") + ".onnx");
        try {
            if (!Files.exists(kept)) {
                keep(environment, network, options, kept);
            }
            try (OrtSession.SessionOptions own = options.make()) {
                return environment.createSession(kept.toString(), own);
            }
        } catch (IOException | OrtException unusable) {
            try (OrtSession.SessionOptions own = options.make()) {
                return environment.createSession(network.toString(), own);
            }
        }
    }

    private void keep(OrtEnvironment environment, Path network, Options options, Path kept)
            throws IOException, OrtException {
        if (Files.size(network) > MOST_BYTES) {
            throw new IOException("too large to be kept");
        }
        // Not a temporary file of the JDK: only its owner could read that, and other users may have to.
        Path written =
                Files.createDirectories(folder).resolve(ProcessHandle.current().pid() + ".onnx");
        try (OrtSession.SessionOptions own = options.make()) {
            own.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
            own.setOptimizedModelFilePath(written.toString());
            environment.createSession(network.toString(), own).close();
            Files.move(written, kept, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
