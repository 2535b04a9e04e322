package io.limn.output;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageWriterSpi;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The JDK's own JPEG writer, which every platform has. */
final class JdkJpegEncoder implements JpegEncoder {
    private static final String FORMAT = "javax_imageio_jpeg_image_1.0";

    private final ImageWriterSpi jdk = find();

    private static ImageWriterSpi find() {
        Iterator<ImageWriterSpi> all = IIORegistry.getDefaultInstance().getServiceProviders(ImageWriterSpi.class, true);
        while (all.hasNext()) {
            ImageWriterSpi spi = all.next();
            if (spi.getClass().getName().startsWith("com.sun.imageio.plugins.jpeg")) {
                return spi;
            }
        }
        throw new IllegalStateException("this Java runtime has no JPEG writer: run it with the java.desktop module");
    }

    @Override
    public byte[] encode(int width, int height, RowSource rows, int quality) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(width * height / 4 + 1024);
        try {
            ImageWriter writer = jdk.createWriterInstance();
            try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
                ImageWriteParam param = writer.getDefaultWriteParam();
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(quality / 100f);
                writer.setOutput(stream);
                BufferedImage image = image(width, height, rows);
                writer.write(null, new IIOImage(image, null, fullChroma(writer, image, param)), param);
            } finally {
                writer.dispose();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a JPEG could not be written to memory", e);
        }
        return bytes.toByteArray();
    }

    /** The writer halves chroma unless the metadata say otherwise. */
    private static IIOMetadata fullChroma(ImageWriter writer, BufferedImage image, ImageWriteParam param)
            throws IIOInvalidTreeException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), param);
        Node tree = metadata.getAsTree(FORMAT);
        NodeList components = ((IIOMetadataNode) tree).getElementsByTagName("componentSpec");
        for (int i = 0; i < components.getLength(); i++) {
            Element component = (Element) components.item(i);
            component.setAttribute("HsamplingFactor", "1");
            component.setAttribute("VsamplingFactor", "1");
        }
        metadata.setFromTree(FORMAT, tree);
        return metadata;
    }

    private static BufferedImage image(int width, int height, RowSource rows) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        byte[] row = new byte[3 * width];
        for (int y = 0, at = 0; y < height; y++) {
            rows.row(y, row);
            for (int x = 0; x < row.length; x += 3, at += 3) {
                bgr[at] = row[x + 2];
                bgr[at + 1] = row[x + 1];
                bgr[at + 2] = row[x];
            }
        }
        return image;
    }
}
