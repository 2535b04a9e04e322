package io.limn.config;

/** The check of one configuration interface; every bean of this type is run when the application starts. */
public interface ConfigCheck {
    /** The {@code @ConfigMapping} interface whose keys exist. */
    Class<?> keys();

    /** @throws InvalidSettingException where a value, or a combination of values, can't work */
    void check();
}
