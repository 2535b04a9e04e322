package io.limn.frame.colour;

/**
 * The logarithmic curves of cameras and film, from stored values (0..1 of full scale) to scene light, where a grey card of 18 % is
 * 0.18.
 */
enum LogCurve implements Transfer.Scene {
    /** Academy S-2016-001, "ACEScct". */
    ACESCCT {
        @Override
        public double light(double value) {
            return value <= 0.155251141552511
                    ? (value - 0.0729055341958355) / 10.5402377416545
                    : Math.pow(2, value * 17.52 - 9.72);
        }
    },
    /**
     * Kodak, "Conversion of 10-bit Log Film Data to 8-bit Linear or Video Data": 0.002 density a step, negative gamma 0.6, reference
     * white at 685, reference black at 95. White is light of 1.
     */
    CINEON {
        private static final double BLACK = 95;
        private static final double WHITE = 685;
        private final double offset = density(BLACK);

        @Override
        public double light(double value) {
            return (density(value * 1023) - offset) / (1 - offset);
        }

        private double density(double code) {
            return Math.pow(10, (code - WHITE) * 0.002 / 0.6);
        }
    },
    /** ARRI, "ALEXA Log C Curve: Usage in VFX", exposure index 800, scene-linear. */
    LOGC3 {
        @Override
        public double light(double value) {
            return value > 5.367655 * 0.010591 + 0.092809
                    ? (Math.pow(10, (value - 0.385537) / 0.247190) - 0.052272) / 5.555556
                    : (value - 0.092809) / 5.367655;
        }
    },
    /** ARRI, "ARRI LogC4 Logarithmic Color Space Specification". */
    LOGC4 {
        private final double a = ((1 << 18) - 16) / 117.45;
        private final double b = (1023.0 - 95) / 1023;
        private final double c = 95.0 / 1023;
        private final double s = 7 * Math.log(2) * Math.pow(2, 7 - 14 * c / b) / (a * b);
        private final double t = (Math.pow(2, 14 * (-c / b) + 6) - 64) / a;

        @Override
        public double light(double value) {
            return value >= 0 ? (Math.pow(2, 14 * (value - c) / b + 6) - 64) / a : value * s + t;
        }
    },
    /** Sony, "Technical Summary for S-Gamut3.Cine/S-Log3 and S-Gamut3/S-Log3". */
    SLOG3 {
        private static final double CUT = 171.2102946929;

        @Override
        public double light(double value) {
            double code = value * 1023;
            return code >= CUT
                    ? Math.pow(10, (code - 420) / 261.5) * (0.18 + 0.01) - 0.01
                    : (code - 95) * 0.01125000 / (CUT - 95);
        }
    },
    /** Panasonic, "V-Log/V-Gamut Reference Manual". */
    VLOG {
        @Override
        public double light(double value) {
            return value < 0.181 ? (value - 0.125) / 5.6 : Math.pow(10, (value - 0.598206) / 0.241514) - 0.00873;
        }
    },
    /** RED, "White Paper on REDWideGamutRGB and Log3G10". */
    LOG3G10 {
        @Override
        public double light(double value) {
            return value < 0 ? value / 15.1927 - 0.01 : (Math.pow(10, value / 0.224282) - 1) / 155.975327 - 0.01;
        }
    }
}
