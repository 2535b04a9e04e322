package io.limn.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Reads a stream of server-sent events as it comes, and takes no field but those of the format. */
final class EventLines implements AutoCloseable {
    record Event(String name, JsonNode json) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpURLConnection connection;
    private final BufferedReader lines;
    private String lastComment = "";

    private EventLines(HttpURLConnection connection) throws IOException {
        this.connection = connection;
        this.lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    }

    static EventLines open(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setReadTimeout(10_000);
        connection.setRequestProperty("Accept", "text/event-stream");
        return new EventLines(connection);
    }

    private String line() throws IOException {
        String line = lines.readLine();
        if (line != null && !line.matches("|:.*|(event|data|id|retry):.*")) {
            throw new IOException("no field of server-sent events: " + line);
        }
        return line;
    }

    /** The next event of any name. */
    Event next() throws IOException {
        String name = null;
        StringBuilder data = new StringBuilder();
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty() && name != null) {
                return new Event(name, JSON.readTree(data.toString()));
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5));
            } else if (line.startsWith(":")) {
                lastComment = line.substring(1).strip();
            }
        }
        throw new IOException("the stream ended");
    }

    /** The next event of this name. */
    Event next(String name) throws IOException {
        Event event = next();
        while (!event.name().equals(name)) {
            event = next();
        }
        return event;
    }

    String comment() throws IOException {
        while (lastComment.isEmpty()) {
            String line = line();
            if (line == null) {
                throw new IOException("the stream ended");
            }
            lastComment = line.startsWith(":") ? line.substring(1).strip() : "";
        }
        return lastComment;
    }

    boolean atEnd() throws IOException {
        for (String line = line(); line != null; line = line()) {
            if (line.startsWith("event:")) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
