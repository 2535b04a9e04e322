package io.limn.cli;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limn key NAME}: prints a new API key and the configuration that accepts it. */
@Command(name = "key", description = "Makes an API key and the configuration that accepts it.")
final class KeyCommand implements Callable<Integer> {
    private static final int RANDOM_BYTES = 32;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The owner of the key: letters, digits, - and _.")
    private String name;

    @Override
    public Integer call() throws GeneralSecurityException {
        if (!NAME.matcher(name).matches()) {
            throw new ParameterException(spec.commandLine(), "NAME takes letters, digits, - and _, not '" + name + "'");
        }
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String key = "limn_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        System.out.println("API key (shown only once) for " + name + ":");
        System.out.println("  " + key);
        String hex = HexFormat.of().formatHex(hash);
        System.out.println("in config/application.properties:");
        System.out.println("  limn.http.api-keys.\"" + name + "\"=" + hex);
        if (name.matches("[a-z0-9]+")) {
            System.out.println("or as an environment variable, e.g. for a container:");
            System.out.println("  LIMN_HTTP_API_KEYS__" + name.toUpperCase(Locale.ROOT) + "_=" + hex);
        }
        return ExitCode.OK;
    }
}
