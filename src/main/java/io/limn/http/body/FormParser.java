package io.limn.http.body;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a body of {@code multipart/form-data} (RFC 7578, RFC 2046) as it arrives, in pieces of any length. It buffers only the head of a
 * part and what may be the start of a boundary.
 */
final class FormParser {
    /** Receives the bytes of a part. */
    interface PartSink {
        void take(byte[] bytes, int from, int to);

        void end();
    }

    /** Chooses the sink of a part, or refuses the part. */
    interface Parts {
        PartSink begin(PartHead head);
    }

    private static final int MOST_HEAD = 8 << 10;

    private enum State {
        BEFORE,
        AFTER_BOUNDARY,
        HEAD,
        PART,
        OVER
    }

    private final byte[] boundary;
    private final Parts parts;
    private final int mostParts;
    private State state = State.BEFORE;
    private byte[] held;
    private int number;
    private PartHead head;
    private PartSink sink;
    /** Bytes of the line end after the head that are still to be skipped: it is not content, but may begin an empty part's boundary. */
    private int opening;

    /** @param boundary as the content type names it */
    FormParser(String boundary, int mostParts, Parts parts) {
        this.boundary = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.mostParts = mostParts;
        this.parts = parts;
        // The first boundary may begin the body, without a line end before it.
        this.held = new byte[] {'\r', '\n'};
    }

    /** @throws BodyRefused where the form is broken or a part is refused */
    void take(byte[] piece) {
        byte[] bytes = held.length == 0 ? piece : joined(held, piece);
        held = new byte[0];
        int at = 0;
        while (at < bytes.length && state != State.OVER) {
            int next =
                    switch (state) {
                        case BEFORE, PART -> content(bytes, at);
                        case AFTER_BOUNDARY -> afterBoundary(bytes, at);
                        case HEAD -> head(bytes, at);
                        case OVER -> bytes.length;
                    };
            if (next < 0) {
                return;
            }
            at = next;
        }
    }

    /** @throws BodyRefused where the last boundary has not come */
    void end() {
        if (state == State.OVER) {
            return;
        }
        throw BodyRefused.brokenForm(
                head == null
                        ? "The body ends before the form's first part; is its boundary the one of the Content-Type?"
                        : head.shown() + " is cut off: the body ends before the form's last boundary.");
    }

    /** @return where to continue; negative if more bytes are needed first, in which case the rest is held */
    private int content(byte[] bytes, int at) {
        int found = indexOf(bytes, at);
        int end = found < 0 ? Math.max(at, bytes.length - boundary.length + 1) : found;
        if (state == State.PART && end > at) {
            int skipped = Math.min(opening, end - at);
            opening -= skipped;
            if (end > at + skipped) {
                sink.take(bytes, at + skipped, end);
            }
        }
        if (found < 0) {
            held = Arrays.copyOfRange(bytes, end, bytes.length);
            return -1;
        }
        if (state == State.PART) {
            sink.end();
        }
        state = State.AFTER_BOUNDARY;
        return found + boundary.length;
    }

    private int afterBoundary(byte[] bytes, int at) {
        int i = at;
        while (i < bytes.length && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }
        if (i - at > MOST_HEAD) {
            throw BodyRefused.brokenForm("A line of the form is too long.");
        }
        if (bytes.length - i < 2) {
            held = Arrays.copyOfRange(bytes, at, bytes.length);
            return -1;
        }
        if (bytes[i] == '-' && bytes[i + 1] == '-') {
            state = State.OVER;
            return bytes.length;
        }
        if (bytes[i] != '\r' || bytes[i + 1] != '\n') {
            throw BodyRefused.brokenForm("A boundary of the form is not followed by the end of its line.");
        }
        if (++number > mostParts) {
            throw BodyRefused.tooManyParts(mostParts);
        }
        state = State.HEAD;
        return i; // the line end is kept: in a head without lines it is part of the end of the head
    }

    private int head(byte[] bytes, int at) {
        for (int i = at; i + 3 < bytes.length; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                head = PartHead.of(number, lines(text(bytes, at, i)));
                sink = parts.begin(head);
                state = State.PART;
                opening = 2;
                return i + 2;
            }
            if (i - at > MOST_HEAD) {
                throw tooLongHead();
            }
        }
        if (bytes.length - at > MOST_HEAD) {
            throw tooLongHead();
        }
        held = Arrays.copyOfRange(bytes, at, bytes.length);
        return -1;
    }

    private BodyRefused tooLongHead() {
        return BodyRefused.brokenForm(
                "Part " + number + " of the form has a head of more than " + MOST_HEAD + " bytes.");
    }

    private static List<String> lines(String head) {
        List<String> lines = new ArrayList<>();
        for (String line : head.split("\r\n")) {
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** Decodes UTF-8, as current clients send; anything else is taken for the Latin-1 of older ones. */
    private static String text(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
    }

    private int indexOf(byte[] bytes, int from) {
        int last = bytes.length - boundary.length;
        for (int i = from; i <= last; i++) {
            if (bytes[i] == '\r' && Arrays.equals(bytes, i, i + boundary.length, boundary, 0, boundary.length)) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
