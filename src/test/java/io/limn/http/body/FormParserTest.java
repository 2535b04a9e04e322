package io.limn.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Forms as RFC 7578 has them, and as clients send them. */
class FormParserTest {
    private record Part(PartHead head, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static List<Part> parse(String boundary, byte[] body, int pieceBytes) {
        List<Part> parts = new ArrayList<>();
        FormParser parser = new FormParser(boundary, 20, head -> new FormParser.PartSink() {
            private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

            @Override
            public void take(byte[] from, int start, int end) {
                bytes.write(from, start, end - start);
            }

            @Override
            public void end() {
                parts.add(new Part(head, bytes.toByteArray()));
            }
        });
        for (int at = 0; at < body.length; at += pieceBytes) {
            parser.take(Arrays.copyOfRange(body, at, Math.min(body.length, at + pieceBytes)));
        }
        parser.end();
        return parts;
    }

    private static List<Part> parse(String body) {
        return parse("B", body.getBytes(StandardCharsets.UTF_8), 7);
    }

    @Test
    void partsAreReadWithAndWithoutNamesAndTypesWhateverPiecesTheyComeIn() {
        String body = "preamble\r\n--B\r\nContent-Disposition: form-data; name=\"image\"; filename=\"ü a.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\none\r\n--not\r\n--B  \r\ncontent-disposition:form-data;name=image\r\n\r\n"
                + "two\r\n--B\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n--B--\r\nepilogue";
        for (int pieceBytes = 1; pieceBytes < 60; pieceBytes++) {
            List<Part> parts = parse("B", body.getBytes(StandardCharsets.UTF_8), pieceBytes);
            assertThat(parts).hasSize(3);
            assertThat(parts.get(0).head()).isEqualTo(new PartHead(1, "image", "ü a.jpg", "image/jpeg"));
            assertThat(parts.get(0).text()).isEqualTo("one\r\n--not");
            assertThat(parts.get(1).head()).isEqualTo(new PartHead(2, "image", null, null));
            assertThat(parts.get(1).text()).isEqualTo("two");
            assertThat(parts.get(2).text()).isEmpty();
        }
    }

    @Test
    void anyBytesRoundTrip() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] picture = new byte[random.nextInt(5000)];
            random.nextBytes(picture);
            for (int j = 0; j + 4 < picture.length; j += 1 + random.nextInt(50)) {
                System.arraycopy("\r\n--".getBytes(StandardCharsets.US_ASCII), 0, picture, j, 4);
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes("--xyz\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\n".getBytes());
            body.writeBytes(picture);
            body.writeBytes("\r\n--xyz--".getBytes());
            List<Part> parts = parse("xyz", body.toByteArray(), 1 + random.nextInt(900));
            assertThat(parts).hasSize(1);
            assertThat(parts.get(0).bytes()).isEqualTo(picture);
        }
    }

    @Test
    void fileNamesComeAsClientsWriteThem() {
        assertThat(fileName("filename=\"a;b.jpg\"; x=y")).isEqualTo("a;b.jpg");
        assertThat(fileName("filename=\"a\\\"b.jpg\"")).isEqualTo("a\"b.jpg");
        assertThat(fileName("filename=\"C:\\plates\\a.jpg\"")).isEqualTo("C:\\plates\\a.jpg");
        assertThat(fileName("filename=plain.jpg")).isEqualTo("plain.jpg");
        assertThat(fileName("filename=\"_.jpg\"; filename*=UTF-8''%e2%82%ac+a.jpg"))
                .isEqualTo("€+a.jpg");
        assertThat(fileName("filename=\"\"")).isEmpty();
    }

    private static String fileName(String parameters) {
        return parse("--B\r\nContent-Disposition: form-data; name=\"image\"; " + parameters + "\r\n\r\nx\r\n--B--")
                .get(0)
                .head()
                .fileName();
    }

    @Test
    void problemsNameThePartConcerned() {
        String head = "--B\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n\r\n";
        refused(head + "half", "Part 1 of the form ('image') is cut off");
        refused("--C\r\n\r\n", "before the form's first part");
        refused("", "before the form's first part");
        refused("--B\r\n\r\nx\r\n--B--", "Part 1 of the form has no name");
        refused("--B\r\nContent-Disposition: attachment; name=\"image\"\r\n\r\nx\r\n--B--", "has no name");
        refused("--B\r\nnonsense\r\n\r\nx\r\n--B--", "without a colon");
        refused(head + "x\r\n--Bx\r\n", "not followed by the end of its line");
        refused(
                "--B\r\nContent-Disposition: form-data; name=\"image\"\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n--B--",
                "('image') has a Content-Transfer-Encoding");
        refused("--B\r\nX: " + "y".repeat(9000), "head of more than");
        refused((head + "x\r\n").repeat(21) + "--B--", "more than the 20 parts");
    }

    private static void refused(String body, String sentence) {
        assertThatThrownBy(() -> parse(body)).isInstanceOf(BodyRefused.class).hasMessageContaining(sentence);
    }
}
