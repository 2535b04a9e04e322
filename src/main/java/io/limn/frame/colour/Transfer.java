package io.limn.frame.colour;

/** How a stored value, 0..1, stands for light, 0..1; what is brighter than 1 is brighter than white. */
public sealed interface Transfer {
    /** Light of diffuse white on an HDR display, in cd/m² (ITU-R BT.2408). */
    double REFERENCE_WHITE = 203;

    double light(double value);

    /** IEC 61966-2-1. */
    record Srgb() implements Transfer {
        @Override
        public double light(double value) {
            return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        }
    }

    record Linear() implements Scene {
        @Override
        public double light(double value) {
            return value;
        }
    }

    record Power(double exponent) implements Transfer {
        @Override
        public double light(double value) {
            return Math.pow(value, exponent);
        }
    }

    /** ITU-R BT.709, the camera's curve turned round. */
    record Bt709() implements Transfer {
        @Override
        public double light(double value) {
            return value < 0.081 ? value / 4.5 : Math.pow((value + 0.099) / 1.099, 1 / 0.45);
        }
    }

    /** SMPTE ST 2084, with {@value Transfer#REFERENCE_WHITE} cd/m² as white. */
    record Pq() implements Transfer {
        @Override
        public double light(double value) {
            double power = Math.pow(value, 1 / 78.84375);
            double light = Math.max(0, power - 0.8359375) / (18.8515625 - 18.6875 * power);
            return Math.pow(light, 1 / 0.1593017578125) * 10000 / REFERENCE_WHITE;
        }
    }

    /** ARIB STD-B67 on a display of 1000 cd/m², its system gamma taken by channel. */
    record Hlg() implements Transfer {
        @Override
        public double light(double value) {
            double scene =
                    value <= 0.5 ? value * value / 3 : (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12;
            return Math.pow(scene, 1.2) * 1000 / REFERENCE_WHITE;
        }
    }

    /** Scene light: there is no brightest value, and 0 may be above black. */
    non-sealed interface Scene extends Transfer {}
}
