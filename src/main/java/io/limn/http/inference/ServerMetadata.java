package io.limn.http.inference;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The protocol's metadata of the server. */
@Schema(name = "InferenceServer")
public record ServerMetadata(String name, String version, List<String> extensions) {}
