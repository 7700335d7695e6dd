//! What each kind of evidence weighs, counted on invented reports. Written by
//! `cargo xtask calibrate`; not to be edited.

/// Weight that every cell has.
pub(super) const BIAS: i32 = 4369;
/// Weight of each way to know a row.
pub(super) const LABEL: [i32; 8] = [1150, 1141, 1081, 538, -339, 135, -192, 855];
/// Weight of each way in which figures meet columns, by how the row is set.
pub(super) const FIGURES: [[i32; 7]; 3] = [
    [2691, 2822, -5001, -808, -5545, 4588, 86],
    [4416, -503, 0, 427, -6609, 1773, 790],
    [549, 0, 0, -561, 483, 743, 4026],
];
/// Weight of what the sums say, by how the row is set.
pub(super) const SUMS: [[i32; 5]; 3] = [
    [1230, 1442, -931, -1309, -1599],
    [2709, 1589, 385, -1292, -3097],
    [1925, 3524, 1407, -1701, 86],
];
/// Weight of doubt from elsewhere.
pub(super) const DOUBTED: i32 = -5102;
/// From which score on how many in a million are right.
pub(super) const STEPS: &[(i32, u32)] = &[
    (-2_147_483_648, 312_954),
    (-804, 327_174),
    (-744, 335_945),
    (1052, 897_827),
    (2373, 899_698),
    (2882, 931_468),
    (3085, 980_186),
    (4490, 987_359),
    (4684, 992_313),
    (6365, 997_783),
    (6874, 999_008),
    (6883, 999_199),
    (7381, 999_209),
    (7466, 999_608),
    (7475, 999_892),
    (7924, 999_895),
    (7984, 999_904),
    (9440, 999_980),
    (11_524, 999_986),
    (12_644, 999_999),
];
