package io.limn.edit;

import io.limn.label.LabelSet;
import io.limn.parsing.Box;
import io.limn.parsing.CellGrid;
import io.limn.parsing.Coverage;
import io.limn.parsing.Keypoint;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import io.limn.parsing.PersonMap;
import io.limn.parsing.ProbabilityMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** A frame's parsing as a file: maps, persons, and the probabilities at the network's resolution, all lossless. */
public final class ParsingFile {
    private static final String FORMAT = "limn parsing 1";

    private ParsingFile() {}

    /**
     * @param madeOf identifies what the parsing depends on, in one line
     * @throws IllegalArgumentException if the parsing has no coverage
     */
    public static byte[] write(Parsing parsing, String madeOf) {
        Coverage coverage = parsing.coverage()
                .orElseThrow(() -> new IllegalArgumentException("a parsing is kept with its coverage"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, fast, 1 << 16))) {
            out.writeUTF(FORMAT);
            out.writeUTF(madeOf);
            out.writeInt(parsing.width());
            out.writeInt(parsing.height());
            grid(out, coverage.owners().grid());
            out.writeInt(parsing.layers().size());
            for (LabelLayer layer : parsing.layers()) {
                out.write(layer.ids());
                planes(out, coverage.layer(layer.labels().name()));
            }
            out.write(parsing.personMap().ids());
            planes(out, coverage.owners());
            planes(out, coverage.persons());
            persons(out, parsing.persons());
        } catch (IOException e) {
            throw new UncheckedIOException("unexpected I/O error in memory", e);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    /**
     * @param layers the network's label layers
     * @return empty if the file is damaged, or its parsing depends on something else
     */
    public static Optional<Parsing> read(byte[] file, String madeOf, List<LabelSet> layers) {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(file)))) {
            if (!in.readUTF().equals(FORMAT) || !in.readUTF().equals(madeOf)) {
                return Optional.empty();
            }
            return Optional.of(new Reader(in, in.readInt(), in.readInt(), grid(in)).parsing(layers));
        } catch (IOException | IllegalArgumentException | ArithmeticException | NegativeArraySizeException damaged) {
            return Optional.empty();
        }
    }

    private static void grid(DataOutputStream out, CellGrid grid) throws IOException {
        out.writeInt(grid.width());
        out.writeInt(grid.height());
        out.writeDouble(grid.left());
        out.writeDouble(grid.top());
        out.writeDouble(grid.stepX());
        out.writeDouble(grid.stepY());
    }

    private static CellGrid grid(DataInputStream in) throws IOException {
        return new CellGrid(
                in.readInt(), in.readInt(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    }

    /** Bytes of equal significance are stored together: they are similar and compress better. */
    private static void planes(DataOutputStream out, ProbabilityMap map) throws IOException {
        float[] values = new float[map.planes() * map.grid().cells()];
        map.cells(values);
        out.writeInt(map.planes());
        byte[] part = new byte[values.length];
        for (int shift = 24; shift >= 0; shift -= 8) {
            for (int i = 0; i < part.length; i++) {
                part[i] = (byte) (Float.floatToRawIntBits(values[i]) >>> shift);
            }
            out.write(part);
        }
    }

    private static void persons(DataOutputStream out, List<Person> persons) throws IOException {
        out.writeInt(persons.size());
        for (Person person : persons) {
            out.writeInt(person.id());
            out.writeInt(person.box().left());
            out.writeInt(person.box().top());
            out.writeInt(person.box().width());
            out.writeInt(person.box().height());
            out.writeFloat(person.score());
            out.writeLong(person.pixels());
            out.writeInt(person.keypoints().size());
            for (Keypoint joint : person.keypoints()) {
                out.writeUTF(joint.name());
                out.writeFloat(joint.x());
                out.writeFloat(joint.y());
                out.writeFloat(joint.score());
            }
        }
    }

    private record Reader(DataInputStream in, int width, int height, CellGrid grid) {
        Parsing parsing(List<LabelSet> labels) throws IOException {
            if (in.readInt() != labels.size()) {
                throw new IOException("another number of layers");
            }
            List<LabelLayer> layers = new ArrayList<>();
            Map<String, ProbabilityMap> maps = new LinkedHashMap<>();
            for (LabelSet layer : labels) {
                layers.add(new LabelLayer(layer, width, height, ids()));
                maps.put(layer.name(), planes());
            }
            PersonMap persons = new PersonMap(width, height, ids());
            ProbabilityMap owners = planes();
            Coverage coverage = new Coverage(maps, planes(), owners, List.of());
            return new Parsing(width, height, layers, persons, persons(), Optional.of(coverage));
        }

        private byte[] ids() throws IOException {
            return whole(Math.multiplyExact(width, height));
        }

        /** Reads incrementally: a wrong length hits the end of the file before it exhausts memory. */
        private byte[] whole(int count) throws IOException {
            byte[] bytes = in.readNBytes(count);
            if (bytes.length < count) {
                throw new IOException("the file ends early");
            }
            return bytes;
        }

        private ProbabilityMap planes() throws IOException {
            int planes = in.readInt();
            int count = Math.multiplyExact(planes, grid.cells());
            int[] bits = null;
            for (int shift = 24; shift >= 0; shift -= 8) {
                byte[] part = whole(count);
                bits = bits == null ? new int[count] : bits;
                for (int i = 0; i < count; i++) {
                    bits[i] |= (part[i] & 0xFF) << shift;
                }
            }
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = Float.intBitsToFloat(bits[i]);
            }
            return new EditedMap(values, planes, width, height, grid);
        }

        private List<Person> persons() throws IOException {
            List<Person> persons = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                int id = in.readInt();
                Box box = new Box(in.readInt(), in.readInt(), in.readInt(), in.readInt());
                float score = in.readFloat();
                long pixels = in.readLong();
                List<Keypoint> joints = new ArrayList<>();
                for (int j = in.readInt(); j > 0; j--) {
                    joints.add(new Keypoint(in.readUTF(), in.readFloat(), in.readFloat(), in.readFloat()));
                }
                persons.add(new Person(id, box, score, pixels, joints));
            }
            return persons;
        }
    }
}
