//! What each kind of evidence weighs, counted on invented reports. Written by
//! `cargo xtask calibrate`; not to be edited.

/// Weight that every cell has.
pub(super) const BIAS: i32 = 5001;
/// Weight of each way to know a row.
pub(super) const LABEL: [i32; 8] = [563, 863, 1001, 626, -669, 1548, 182, 886];
/// Weight of each way in which figures meet columns, by how the row is set.
pub(super) const FIGURES: [[i32; 8]; 3] = [
    [4588, 3382, -5664, -5773, 858, 0, 5102, 0],
    [5125, 879, -5305, -8899, 1685, 0, 1949, 0],
    [1705, 0, 0, 0, 1251, 1038, 3420, -340],
];
/// Weight of what the sums say, by how the row is set.
pub(super) const SUMS: [[i32; 5]; 3] = [
    [1850, 2013, 164, -943, -591],
    [2380, 1648, -1698, -3471, -3425],
    [1047, 3524, 1759, -22, 765],
];
/// Weight of a blank that explains a failing sum, by how the row is set.
pub(super) const EXPLAINED: [i32; 3] = [1338, 1707, 0];
/// Weight of doubt from elsewhere.
pub(super) const DOUBTED: i32 = -7250;
/// From which score on how many in a million are right.
pub(super) const STEPS: &[(i32, u32)] = &[
    (-2_147_483_648, 247_879),
    (-800, 337_693),
    (14, 720_040),
    (1129, 835_164),
    (1504, 870_802),
    (1778, 880_532),
    (2781, 972_060),
    (4088, 981_849),
    (4679, 990_226),
    (4745, 994_058),
    (5258, 996_313),
    (7084, 997_248),
    (7862, 999_348),
    (8162, 999_839),
    (8316, 999_848),
    (9893, 999_971),
    (10_793, 999_991),
    (12_002, 999_994),
    (12_508, 999_994),
];
