package io.limn.store;

import io.quarkus.arc.Unremovable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Owns the store of this process: starts the embedded server on first use, and closes both. */
@Singleton
@Unremovable
public class StoreOwner {
    private static final Logger LOG = Logger.getLogger(StoreOwner.class);

    private final StoreConfig config;
    private final String mode;
    private FolderLock lock;
    private EmbeddedS3 embedded;
    private ObjectStore store;

    /** @param mode {@code serve}, or a command's mode */
    public StoreOwner(StoreConfig config, @ConfigProperty(name = "limn.mode", defaultValue = "serve") String mode) {
        this.config = StoreConfigCheck.checked(config);
        this.mode = mode;
    }

    /** The one store of this process. */
    @Produces
    @Singleton
    public synchronized ObjectStore store() {
        if (store == null) {
            store = StoreConfig.isEmbedded(config) ? embeddedStore() : new ObjectStore(config);
        }
        return store;
    }

    /** The embedded server, if it is the store and runs in this process. */
    public synchronized Optional<EmbeddedS3> embedded() {
        store();
        return Optional.ofNullable(embedded);
    }

    private ObjectStore embeddedStore() {
        if (mode.equals("serve")) {
            lock = FolderLock.take(config.directory());
        }
        try {
            embedded = EmbeddedS3.start(config);
        } catch (PortTakenException taken) {
            if (mode.equals("serve")) {
                throw taken;
            }
            // A command beside a running service: if the server on that port is Limn's, it accepts the credentials in
            // the folder.
            return EmbeddedS3.beside(config);
        }
        if (mode.equals("serve")) {
            LOG.info(embedded.greeting());
        }
        return embedded.inProcess();
    }

    @PreDestroy
    synchronized void close() {
        if (store != null) {
            store.close();
        }
        if (embedded != null) {
            embedded.close();
        }
        if (lock != null) {
            lock.close();
        }
    }
}
