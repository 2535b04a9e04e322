package io.limn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @Test
    void aFolderHasOneServiceUntilThatEnds(@TempDir Path data) {
        StoreOwner first = owner(data, "serve");
        first.store();
        StoreOwner second = owner(data, "serve");
        assertThatThrownBy(second::store)
                .isInstanceOf(FolderTakenException.class)
                .hasMessageContaining("limn.store.directory=" + data);
        second.close();
        first.close();
        StoreOwner next = owner(data, "serve");
        next.store();
        next.close();
        assertThat(Files.exists(data.resolve("uploads"))).isTrue();
    }

    @Test
    void aCommandMayWorkBesideTheService(@TempDir Path data) {
        StoreOwner service = owner(data, "serve");
        service.store();
        StoreOwner command = owner(data, "store");
        command.store();
        command.close();
        service.close();
    }

    private static StoreOwner owner(Path data, String mode) {
        return new StoreOwner(StoreConfigs.embedded(data), mode);
    }
}
