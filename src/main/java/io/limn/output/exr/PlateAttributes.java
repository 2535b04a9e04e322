package io.limn.output.exr;

import io.limn.frame.plate.PlateMetadata;
import io.limn.frame.plate.Window;
import java.util.ArrayList;
import java.util.List;

/** The metadata of a plate's file as attributes with OpenEXR's standard names. */
final class PlateAttributes {
    private PlateAttributes() {}

    static List<Attribute> of(PlateMetadata plate) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(Attribute.text("limn:plateColourSpace", plate.colour().word()));
        if (!plate.dataWindow().equals(plate.displayWindow())) {
            Window data = plate.dataWindow();
            attributes.add(
                    Attribute.box2i("limn:plateDataWindow", data.left(), data.top(), data.right(), data.bottom()));
        }
        plate.chromaticities()
                .ifPresent(xy -> attributes.add(Attribute.chromaticities(
                        "chromaticities",
                        xy.redX(),
                        xy.redY(),
                        xy.greenX(),
                        xy.greenY(),
                        xy.blueX(),
                        xy.blueY(),
                        xy.whiteX(),
                        xy.whiteY())));
        plate.rate()
                .ifPresent(rate ->
                        attributes.add(Attribute.rational("framesPerSecond", rate.numerator(), rate.denominator())));
        plate.timeCode()
                .ifPresent(
                        code -> attributes.add(Attribute.timeCode("timeCode", code.timeAndFlags(), code.userData())));
        return attributes;
    }
}
