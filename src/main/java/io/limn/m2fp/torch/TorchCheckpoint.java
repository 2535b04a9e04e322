package io.limn.m2fp.torch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tensors of a PyTorch checkpoint ({@code torch.save}, zip format), by name. Opening reads only the directory and the pickle; a
 * tensor's numbers are read from the mapped file on demand.
 */
public final class TorchCheckpoint implements Closeable {
    private static final int LARGEST_PICKLE = 64 << 20;

    private final StoredZip zip;
    private final Map<String, TorchTensor> tensors = new LinkedHashMap<>();

    private TorchCheckpoint(StoredZip zip) {
        this.zip = zip;
    }

    /**
     * Opens a checkpoint: a map of names to tensors, alone or under the key {@code model}.
     *
     * @throws CheckpointException if the file is not such a checkpoint, is damaged, or its pickle contains anything but tensors
     */
    public static TorchCheckpoint open(Path file) throws IOException {
        StoredZip zip = new StoredZip(file);
        try {
            TorchCheckpoint checkpoint = new TorchCheckpoint(zip);
            checkpoint.read(file);
            return checkpoint;
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private void read(Path file) throws IOException {
        String pickle = zip.names().stream()
                .filter(name -> name.endsWith("/data.pkl"))
                .findFirst()
                .orElseThrow(() ->
                        new CheckpointException(file + " is a zip without data.pkl, so it is no PyTorch checkpoint"));
        String prefix = pickle.substring(0, pickle.length() - "data.pkl".length());
        ByteBuffer bytes = zip.map(pickle);
        if (bytes.remaining() > LARGEST_PICKLE) {
            throw new CheckpointException("data.pkl of " + file + " has " + bytes.remaining()
                    + " bytes; a checkpoint's own is far smaller than " + LARGEST_PICKLE);
        }
        byte[] pickled = new byte[bytes.remaining()];
        bytes.get(pickled);
        ByteOrder order = order(prefix + "byteorder");
        Object root = TensorPickle.read(
                pickled, key -> zip.map(prefix + "data/" + key).order(order));
        if (!(root instanceof Map<?, ?> top)) {
            throw new CheckpointException(file + " holds no map of tensors");
        }
        Map<?, ?> state = top.get("model") instanceof Map<?, ?> model ? model : top;
        state.forEach((name, value) -> {
            if (name instanceof String text && value instanceof TorchTensor tensor) {
                tensors.put(text, tensor.named(text));
            }
        });
        if (tensors.isEmpty()) {
            throw new CheckpointException(file + " holds no tensors, neither at its top nor under 'model'");
        }
    }

    private ByteOrder order(String entry) throws IOException {
        if (!zip.names().contains(entry)) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        String name = StandardCharsets.US_ASCII.decode(zip.map(entry)).toString();
        return name.startsWith("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    public Set<String> names() {
        return tensors.keySet();
    }

    public Optional<TorchTensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /** @throws CheckpointException if the tensor is missing; names it */
    public TorchTensor tensor(String name) {
        return find(name).orElseThrow(() -> new CheckpointException("the checkpoint has no tensor '" + name + "'"));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
