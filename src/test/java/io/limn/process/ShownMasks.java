package io.limn.process;

import static io.restassured.RestAssured.given;

import com.microsoft.playwright.Page;
import io.limn.result.Sha256;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Masks as the page shows them and as the service has them, as hashes of their pixels. */
final class ShownMasks {
    private ShownMasks() {}

    /** The labels that are shown, as a hash. */
    static String labels(Page page) {
        return Sha256.of(
                Base64.getDecoder()
                        .decode(
                                (String)
                                        page.evaluate(
                                                """
                () => {
                  const map = document.querySelector('.stage').frame.maps.parts;
                  let text = '';
                  for (let i = 0; i < map.length; i += 8192) text += String.fromCharCode(...map.subarray(i, i + 8192));
                  return btoa(text);
                }""")));
    }

    /** Soft edges as they are shown, as a hash of 16 bits a pixel, the lower first. */
    static String coverage(Page page) {
        page.waitForFunction("() => document.querySelector('.stage').frame.coverage");
        return Sha256.of(
                Base64.getDecoder()
                        .decode(
                                (String)
                                        page.evaluate(
                                                """
                () => {
                  const bytes = new Uint8Array(document.querySelector('.stage').frame.coverage.slice().buffer);
                  let text = '';
                  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
                  return btoa(text);
                }""")));
    }

    static String matte(String address) throws IOException {
        byte[] png = given().get(address).then().statusCode(200).extract().asByteArray();
        short[] values = ((DataBufferUShort)
                        ImageIO.read(new ByteArrayInputStream(png)).getRaster().getDataBuffer())
                .getData();
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(values);
        return Sha256.of(bytes.array());
    }

    /** A mask in which everything has label 1. */
    static byte[] everywhere(int width, int height) {
        BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Arrays.fill(((DataBufferByte) mask.getRaster().getDataBuffer()).getData(), (byte) 1);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(mask, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    static String stored(String address) throws IOException {
        return ids(given().get(address).then().statusCode(200).extract().asByteArray());
    }

    static String ids(byte[] png) throws IOException {
        return Sha256.of(((DataBufferByte)
                        ImageIO.read(new ByteArrayInputStream(png)).getRaster().getDataBuffer())
                .getData());
    }
}
