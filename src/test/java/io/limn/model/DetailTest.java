package io.limn.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.limn.frame.Frame;
import io.limn.parsing.Coverages;
import io.limn.parsing.Detail;
import io.limn.parsing.Evidence;
import io.limn.parsing.LabelLayer;
import io.limn.parsing.Parser.Timings;
import io.limn.parsing.Parsing;
import io.limn.parsing.Person;
import java.awt.image.Raster;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code limn.model.detail} with the shipped network. */
class DetailTest {
    private static OnnxParser whole;
    private static OnnxParser detailed;

    @BeforeAll
    static void load() {
        ModelSettings settings = new ModelSettings("limn", Path.of("models"), 2);
        whole = OnnxParser.of(settings);
        detailed = OnnxParser.of(settings.with(settings.inference().with(Detail.PERSONS)));
    }

    @AfterAll
    static void close() {
        whole.close();
        detailed.close();
    }

    private static Frame frame(String file) throws Exception {
        return ShippedModelTest.frame(Path.of("samples", file));
    }

    /** Intersection over union of everybody. */
    private static double people(Parsing parsing, String truth) throws Exception {
        Raster raster = ImageIO.read(Path.of("samples/truth", truth).toFile()).getRaster();
        int both = 0;
        int either = 0;
        for (int i = 0; i < parsing.personMap().ids().length; i++) {
            boolean found = parsing.personMap().ids()[i] != 0;
            boolean there = raster.getSample(i % parsing.width(), i / parsing.width(), 0) != 0;
            both += found && there ? 1 : 0;
            either += found || there ? 1 : 0;
        }
        return (double) both / either;
    }

    @Test
    void peopleOfACrowdAreParsedBetterOneByOne() throws Exception {
        Frame frame = frame("crowd.jpg");
        double alone = people(whole.parse(frame), "crowd.persons.png");
        double detail = people(detailed.parse(frame), "crowd.persons.png");
        System.out.printf("crowd, IoU of everybody: %.3f of the frame, %.3f with a pass a person%n", alone, detail);
        assertThat(detail).isGreaterThan(alone + 0.02);
    }

    @Test
    void autoRunsAPassPerPersonInCrowdsOnly() throws Exception {
        Frame crowd = frame("crowd.jpg");
        assertThat(whole.with(Detail.AUTO).parse(crowd).personMap().ids())
                .isEqualTo(detailed.parse(crowd).personMap().ids());
        Frame pair = frame("street-pair.jpg");
        assertThat(whole.with(Detail.AUTO).parse(pair).personMap().ids())
                .isEqualTo(whole.parse(pair).personMap().ids());
    }

    @Test
    void personsStayThoseOfTheWholeFrameAndProbabilitiesSumToOne() throws Exception {
        Frame frame = frame("bench.jpg");
        try (Parsing parsing = detailed.parse(frame, Evidence.COVERAGE, Timings.NONE)) {
            assertThat(parsing.persons())
                    .extracting(Person::id)
                    .containsExactlyElementsOf(whole.parse(frame).persons().stream()
                            .map(Person::id)
                            .toList());
            Coverages.checkLayers(parsing);
            Coverages.checkPersons(parsing, 0.02);
        }
    }

    @Test
    void aFrameIsNotCroppedWhereThatAddsNoDetail() throws Exception {
        Frame frame = frame("portrait.jpg");
        Parsing plain = whole.parse(frame);
        Parsing detail = detailed.parse(frame);
        assertThat(detail.coverage()).isEmpty();
        for (int i = 0; i < plain.layers().size(); i++) {
            LabelLayer layer = detail.layers().get(i);
            assertThat(layer.ids()).isEqualTo(plain.layers().get(i).ids());
        }
        assertThat(detail.personMap().ids()).isEqualTo(plain.personMap().ids());
    }
}
