package io.limn.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.limn.http.Browser;
import io.limn.model.TinyModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged program with the tiny model, and its page in a real browser. */
final class ServedPage implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Browser browser;
    private final Path home;
    private final Map<String, String> properties;
    private final String root;
    private LimnProcess limn;

    private ServedPage(Browser browser, Path home, Map<String, String> properties)
            throws IOException, InterruptedException {
        this.browser = browser;
        this.home = home;
        this.properties = properties;
        this.limn = LimnProcess.start(home, properties, "serve");
        this.root = "http://127.0.0.1:"
                + limn.await("Listening on: http://[^:]+:(\\d+)", LIMIT).group(1) + "/";
    }

    /**
     * Skips the test aloud where there is no browser or no packaged program.
     *
     * @param home where the model and the store go
     * @param properties beside those that every such service has
     */
    static ServedPage open(Path home, Map<String, String> properties) throws IOException, InterruptedException {
        TinyModel.write(home.resolve("models"));
        Map<String, String> all = new HashMap<>(properties);
        all.put("limn.model.name", "tiny");
        all.put("limn.model.directory", home.resolve("models").toString());
        return start(home, all);
    }

    /** As {@link #open}, with the model that is shipped. */
    static ServedPage withTheModel(Path home) throws IOException, InterruptedException {
        return start(home, new HashMap<>());
    }

    private static ServedPage start(Path home, Map<String, String> properties)
            throws IOException, InterruptedException {
        Browser browser = Browser.open();
        properties.put("limn.store.embedded-port", "0");
        properties.putIfAbsent("quarkus.http.port", "0");
        return new ServedPage(browser, home, properties);
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        limn.kill();
    }

    /** At the address that it had. */
    void startAgain() throws IOException, InterruptedException {
        properties.put("quarkus.http.port", String.valueOf(URI.create(root).getPort()));
        limn = LimnProcess.start(home, properties, "serve");
        limn.await("Listening on", LIMIT);
    }

    /** With a slash at its end. */
    String root() {
        return root;
    }

    Tab tab() {
        return new Tab(browser.context(new com.microsoft.playwright.Browser.NewContextOptions()
                .setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)));
    }

    /** One visitor of the page; closing it fails where a script failed or broke the page's own rules. */
    final class Tab implements AutoCloseable {
        private final List<String> complaints = new ArrayList<>();
        private final BrowserContext context;
        private final Page page;

        private Tab(BrowserContext context) {
            this.context = context;
            page = context.newPage();
            page.onPageError(complaints::add);
            page.onConsoleMessage(message -> {
                if (message.text().contains("Content Security Policy")) {
                    complaints.add(message.text());
                }
            });
            page.navigate(root);
        }

        Page page() {
            return page;
        }

        @Override
        public void close() {
            context.close();
            assertThat(complaints).isEmpty();
        }
    }

    @Override
    public void close() {
        limn.close();
        browser.close();
    }
}
