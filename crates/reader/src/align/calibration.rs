//! What each kind of evidence weighs, counted on invented reports. Written by
//! `cargo xtask calibrate`; not to be edited.

/// Weight that every cell has.
pub(super) const BIAS: i32 = 4947;
/// Weight of each way to know a row.
pub(super) const LABEL: [i32; 8] = [1602, 1107, 281, 124, -150, 16, -548, 2516];
/// Weight of each way in which figures meet columns, by how the row is set.
pub(super) const FIGURES: [[i32; 7]; 3] = [
    [2428, -620, -6284, 1536, 0, 3572, 0],
    [2932, -1293, 0, 316, 0, 293, 0],
    [1406, 0, 0, 253, 334, 1620, -1546],
];
/// Weight of what the sums say, by how the row is set.
pub(super) const SUMS: [[i32; 5]; 3] = [
    [1630, 1704, -79, -1339, -1284],
    [4220, 2166, -571, -544, -3022],
    [1626, 2710, 366, -2313, -322],
];
/// Weight of doubt from elsewhere.
pub(super) const DOUBTED: i32 = -6245;
/// From which score on how many in a million are right.
pub(super) const STEPS: &[(i32, u32)] = &[
    (-2_147_483_648, 273_460),
    (-603, 389_170),
    (1388, 856_256),
    (2076, 875_233),
    (2841, 906_659),
    (3336, 956_395),
    (3550, 985_425),
    (4164, 988_562),
    (5642, 995_553),
    (6629, 996_138),
    (6843, 996_788),
    (7000, 996_878),
    (7168, 998_650),
    (7933, 999_302),
    (8103, 999_897),
    (8910, 999_945),
    (9086, 999_959),
    (9581, 999_979),
    (9593, 999_987),
    (10_607, 999_991),
    (11_647, 999_999),
    (13_701, 1_000_000),
];
