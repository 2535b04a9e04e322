package io.limn.cli;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limn key NAME}: a new API key for somebody, and the line of configuration that lets it in. */
@Command(name = "key", description = "Makes an API key and the line of configuration that lets it in.")
final class KeyCommand implements Callable<Integer> {
    private static final int RANDOM_BYTES = 32;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Whose key it is: letters, digits, - and _.")
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
        System.out.println("key, shown once, for " + name + ":");
        System.out.println("  " + key);
        System.out.println("for config/application.properties:");
        System.out.println(
                "  limn.http.api-keys.\"" + name + "\"=" + HexFormat.of().formatHex(hash));
        return ExitCode.OK;
    }
}
