package io.limn.http;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The machine's own Chromium; a test that has none is skipped and says so. */
public final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    /** Milliseconds that a test waits for the page, also on a busy machine. */
    private static final int LIMIT = 60_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
    }

    public static Browser open() {
        Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "skipped: the page's test needs " + CHROMIUM);
        Assumptions.assumeTrue(
                driverIsThere(),
                "skipped: the page's test needs Playwright's driver, which the Maven profile 'browser' brings");
        PlaywrightAssertions.setDefaultAssertionTimeout(LIMIT);
        return new Browser();
    }

    private static boolean driverIsThere() {
        try {
            Class.forName("com.microsoft.playwright.impl.driver.jar.DriverJar");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    public BrowserContext context(com.microsoft.playwright.Browser.NewContextOptions options) {
        BrowserContext context = chromium.newContext(options);
        context.setDefaultTimeout(LIMIT);
        return context;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
