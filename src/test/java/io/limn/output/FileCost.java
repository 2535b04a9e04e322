package io.limn.output;

import io.limn.frame.Frame;
import io.limn.label.Groups;
import io.limn.model.ModelSettings;
import io.limn.model.OnnxParser;
import io.limn.output.matte.MatteFrame;
import io.limn.parsing.Evidence;
import io.limn.parsing.Parser.Timings;
import io.limn.parsing.Parsing;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Measures what the files of mattes cost once everything that they are read from is there: see {@link CostReport}. Arguments: pictures,
 * each as FILE or FILE,SCALE to enlarge it.
 */
final class FileCost {
    public static void main(String[] arguments) throws Exception {
        try (OnnxParser parser = OnnxParser.of(new ModelSettings("limn", Path.of("models"), 2))) {
            for (String argument : arguments) {
                String[] parts = argument.split(",");
                Frame frame = frame(Path.of(parts[0]), parts.length > 1 ? Integer.parseInt(parts[1]) : 1);
                try (Parsing parsing = parser.parse(frame, Evidence.COVERAGE, Timings.NONE)) {
                    MatteFrame.of(frame, parsing);
                    for (Renderer renderer : List.of(
                            new MattesRenderer(Groups.shipped()),
                            new ExrRenderer(Groups.shipped()),
                            new CryptomatteRenderer(Groups.shipped()))) {
                        long bytes = renderer.render(frame, parsing, RenderOptions.DEFAULT).stream()
                                .mapToLong(file -> file.bytes().length)
                                .sum();
                        CostReport.print(
                                argument + ", " + bytes / 1000 + " kB",
                                renderer.output().toString().toLowerCase(Locale.ROOT),
                                () -> renderer.render(frame, parsing, RenderOptions.DEFAULT));
                    }
                }
            }
        }
    }

    private static Frame frame(Path file, int scale) throws Exception {
        BufferedImage image = ImageIO.read(file.toFile());
        int width = scale * image.getWidth();
        int height = scale * image.getHeight();
        BufferedImage large = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        large.createGraphics().drawImage(image, 0, 0, width, height, null);
        return new Frame(width, height, ((DataBufferByte) large.getRaster().getDataBuffer()).getData());
    }

    private FileCost() {}
}
