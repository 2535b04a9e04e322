package io.limn.process;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the page share: one service with the tiny model for the class, a visitor's tab for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OpenedPage {
    Path home;
    ServedPage service;
    ServedPage.Tab tab;
    Page page;

    /** The service's settings, beside those that every such service has. */
    Map<String, String> settings() {
        return Map.of();
    }

    @BeforeAll
    final void serve(@TempDir Path folder) throws Exception {
        home = folder;
        service = ServedPage.open(home, settings());
    }

    @AfterAll
    final void stop() {
        if (service != null) {
            service.close();
        }
    }

    @BeforeEach
    final void open() {
        tab = service.tab();
        page = tab.page();
        arrived();
    }

    /** Waits until the page has begun. */
    void arrived() {
        assertThat(page.locator("#model")).containsText("tiny");
    }

    @AfterEach
    final void thePageHadNoErrors() {
        tab.close();
    }
}
