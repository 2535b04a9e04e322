package io.limn.http.connection;

import io.limn.config.ConfigCheck;
import io.limn.config.Setting;
import jakarta.inject.Singleton;

/** Checks {@link ConnectionConfig} at start. */
@Singleton
final class ConnectionConfigCheck implements ConfigCheck {
    private final ConnectionConfig config;

    ConnectionConfigCheck(ConnectionConfig config) {
        this.config = config;
    }

    @Override
    public Class<?> keys() {
        return ConnectionConfig.class;
    }

    @Override
    public void check() {
        checked(config);
    }

    /**
     * @return the same configuration
     * @throws io.limn.config.InvalidSettingException naming the key, its value and the fix
     */
    static ConnectionConfig checked(ConnectionConfig config) {
        Setting.atLeast("limn.http.max-connections", config.maxConnections(), 1, "2048");
        Setting.atLeast("limn.http.max-connections-per-address", config.maxConnectionsPerAddress(), 0, "512");
        Setting.atLeast("limn.http.answer-rate", config.answerRate(), 0, "1024");
        Setting.positive("limn.http.head-timeout", config.headTimeout(), "15s");
        Setting.positive("limn.http.idle-timeout", config.idleTimeout(), "90s");
        Setting.positive("limn.http.answer-wait", config.answerWait(), "30s");
        return config;
    }
}
