package io.limn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code limn --version} prints. */
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = ProgramVersion.class.getResourceAsStream("/limn-version.properties")) {
            build.load(in);
        }
        return new String[] {"limn " + build.getProperty("version") + " (Java " + Runtime.version() + ")"};
    }
}
