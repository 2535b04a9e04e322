package io.limn.m2fp.torch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchCheckpointRefusalsTest {
    @TempDir
    Path directory;

    @Test
    void aPickleThatCallsCodeIsRefusedByName() throws IOException {
        Path file = zip("archive/data.pkl", "cposix\nsystem\n(S'true'\ntR.".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> TorchCheckpoint.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("posix.system");
    }

    @Test
    void aFileThatIsNotAZipIsRefused() throws IOException {
        Path file = Files.write(directory.resolve("plain.pt"), new byte[200]);
        assertThatThrownBy(() -> TorchCheckpoint.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("is not a PyTorch zip checkpoint");
    }

    @Test
    void aZipWithoutAPickleIsRefused() throws IOException {
        Path file = zip("archive/readme", new byte[] {1});
        assertThatThrownBy(() -> TorchCheckpoint.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("without data.pkl");
    }

    @Test
    void aTruncatedCheckpointIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(zip("archive/data.pkl", "}.".getBytes(StandardCharsets.US_ASCII)));
        Path file = Files.write(directory.resolve("cut.pt"), Arrays.copyOf(whole, whole.length - 30));
        assertThatThrownBy(() -> TorchCheckpoint.open(file)).isInstanceOf(CheckpointException.class);
    }

    private Path zip(String name, byte[] bytes) throws IOException {
        Path file = directory.resolve("checkpoint.pt");
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(entry);
            zip.write(bytes);
            zip.closeEntry();
        }
        return file;
    }
}
