//! What each kind of evidence weighs, counted on invented reports. Written by
//! `cargo xtask calibrate`; not to be edited.

/// Weight that every cell has.
pub(super) const BIAS: i32 = 5121;
/// Weight of each way to know a row.
pub(super) const LABEL: [i32; 8] = [1614, 1282, 158, 100, 7, 15, -595, 2540];
/// Weight of each way in which figures meet columns, by how the row is set.
pub(super) const FIGURES: [[i32; 7]; 3] = [
    [1813, 2107, -6582, 1241, 0, 3162, 0],
    [2827, -1009, 0, 35, 0, -17, 0],
    [1458, 0, 0, 318, 238, 1472, -1942],
];
/// Weight of what the sums say, by how the row is set.
pub(super) const SUMS: [[i32; 5]; 3] = [
    [1807, 1850, 477, -1213, -1179],
    [4417, 2055, -489, -1080, -3067],
    [1468, 2551, 340, -2361, -454],
];
/// Weight of doubt from elsewhere.
pub(super) const DOUBTED: i32 = -6437;
/// From which score on how many in a million are right.
pub(super) const STEPS: &[(i32, u32)] = &[
    (-2_147_483_648, 247_851),
    (-1026, 314_361),
    (-605, 390_489),
    (1302, 852_941),
    (2096, 880_242),
    (2892, 902_154),
    (3224, 951_769),
    (3238, 985_760),
    (4318, 988_932),
    (5500, 995_894),
    (5832, 996_227),
    (6968, 996_655),
    (7077, 997_346),
    (7187, 998_312),
    (8054, 999_576),
    (8147, 999_892),
    (9073, 999_986),
    (9675, 999_990),
    (11_617, 999_999),
    (13_979, 999_999),
];
