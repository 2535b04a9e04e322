package io.limn.cli.eval.shot;

import io.limn.result.IdMap;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * The truth of a frame of a rendered shot, as {@code models/training/render/shots.py} writes it.
 *
 * @param layers label ids per pixel, by the layer's name
 * @param persons the person's id at each pixel, 0 for background
 * @param motion relative to the previous frame; null for the first frame
 */
record TruthFrame(int width, int height, Map<String, byte[]> layers, byte[] persons, TrueMotion motion) {
    /**
     * Reads the truth of a frame.
     *
     * @param layers names of the layers to read; those without a file are left out
     * @throws IOException if a file is missing or has the wrong format
     */
    static TruthFrame read(Path plate, List<String> layers) throws IOException {
        String name = plate.getFileName().toString();
        Path truth = plate.resolveSibling("truth");
        String stem = name.substring(0, name.lastIndexOf('.'));
        IdMap persons = IdMap.read(truth.resolve(stem + ".persons.png"));
        Map<String, byte[]> ids = new LinkedHashMap<>();
        for (String layer : layers) {
            Path file = truth.resolve(stem + "." + layer + ".png");
            if (Files.isRegularFile(file)) {
                ids.put(layer, IdMap.read(file).ids());
            }
        }
        Path flow = truth.resolve(stem + ".flow.png");
        TrueMotion motion = Files.isRegularFile(flow) ? motion(flow, persons.width(), persons.height()) : null;
        return new TruthFrame(persons.width(), persons.height(), ids, persons.ids(), motion);
    }

    private static TrueMotion motion(Path file, int width, int height) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        if (image == null || image.getWidth() != width || image.getHeight() != height) {
            throw new IOException(file + " is not a picture of the frame's size");
        }
        Raster raster = image.getRaster();
        float[] x = new float[width * height];
        float[] y = new float[width * height];
        boolean[] seen = new boolean[width * height];
        int[] pixel = new int[raster.getNumBands()];
        for (int row = 0, at = 0; row < height; row++) {
            for (int column = 0; column < width; column++, at++) {
                raster.getPixel(column, row, pixel);
                x[at] = column + (pixel[0] - 32768) / 64f;
                y[at] = row + (pixel[1] - 32768) / 64f;
                seen[at] = pixel[2] != 0;
            }
        }
        return new TrueMotion(x, y, seen);
    }
}
