package io.limn.service;

import org.junit.jupiter.api.Tag;
import org.junit.platform.suite.api.ConfigurationParameter;
import org.junit.platform.suite.api.SelectClasses;
import org.junit.platform.suite.api.Suite;

/** All tests of the running service, in one JVM, which starts the service once for each profile. {@code TestsTest} keeps the list. */
@Suite
@Tag("process")
@ConfigurationParameter(key = "junit.jupiter.execution.parallel.enabled", value = "false")
// By name: Quarkus loads the classes.
@SelectClasses(
        names = {
            "io.limn.event.UploadEventsTest",
            "io.limn.event.webhook.EventsDocTest",
            "io.limn.http.JobEditsTest",
            "io.limn.http.JobEventsTest",
            "io.limn.http.JobFilesTest",
            "io.limn.http.JobsResourceTest",
            "io.limn.http.OpenApiExamplesTest",
            "io.limn.http.OpenApiTest",
            "io.limn.http.PageTypesTest",
            "io.limn.http.ParseResourceTest",
            "io.limn.http.ProblemsOfCallsTest",
            "io.limn.http.SoftOutputsTest",
            "io.limn.http.WholeServiceTest",
            "io.limn.http.body.HoldingTest",
            "io.limn.http.guard.BrowserRulesTest",
            "io.limn.http.guard.GuardTest",
            "io.limn.http.guard.NoKeysTest",
            "io.limn.http.guard.OidcTest",
            "io.limn.http.guard.OwnersTest",
            "io.limn.http.guard.RefusedCallsTest",
            "io.limn.http.guard.SitesTest",
            "io.limn.http.inference.InferenceApiTest",
            "io.limn.http.inference.InferenceDocTest",
            "io.limn.http.inference.InferenceProblemsTest",
            "io.limn.http.inference.InferenceTest",
            "io.limn.http.upload.UploadsTest",
            "io.limn.job.ServiceTest"
        })
class ServiceIT {}
