package io.limn.frame.plate;

/**
 * SMPTE ST 12-1 time code in the packing that OpenEXR's attribute {@code timeCode} and DPX share.
 *
 * @param timeAndFlags hours, minutes, seconds and frames in BCD from the high byte down, flags between
 * @param userData binary groups, as they are
 */
public record TimeCode(int timeAndFlags, int userData) {}
