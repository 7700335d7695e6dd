//! What each kind of evidence weighs, counted on invented reports. Written by
//! `cargo xtask calibrate`; not to be edited.

/// Weight that every cell has.
pub(super) const BIAS: i32 = 4187;
/// Weight of each way to know a row.
pub(super) const LABEL: [i32; 8] = [1042, 1090, 753, 214, -920, 1130, -374, 1253];
/// Weight of each way in which figures meet columns, by how the row is set.
pub(super) const FIGURES: [[i32; 8]; 3] = [
    [4097, 3531, -5476, -5430, 1073, 0, 5285, 0],
    [4928, 981, -5000, -8681, 1867, 0, 2221, 0],
    [1891, 0, 0, 0, 514, 1277, 1882, -774],
];
/// Weight of what the sums say, by how the row is set.
pub(super) const SUMS: [[i32; 5]; 3] = [
    [2052, 2058, 504, -932, -603],
    [2493, 1825, -1398, -2988, -3615],
    [2021, 3655, 1141, -1998, -28],
];
/// Weight of a blank that explains a failing sum, by how the row is set.
pub(super) const EXPLAINED: [i32; 3] = [1450, 1711, 0];
/// Weight of doubt from elsewhere.
pub(super) const DOUBTED: i32 = -5996;
/// From which score on how many in a million are right.
pub(super) const STEPS: &[(i32, u32)] = &[
    (-2_147_483_648, 252_417),
    (-874, 274_030),
    (-826, 378_529),
    (546, 909_973),
    (3136, 946_217),
    (3835, 978_517),
    (4770, 990_347),
    (4833, 991_930),
    (5113, 994_625),
    (7092, 998_863),
    (7647, 999_117),
    (7725, 999_138),
    (8035, 999_295),
    (8110, 999_826),
    (8261, 999_875),
    (8313, 999_918),
    (8759, 999_940),
    (9132, 999_943),
    (9943, 999_994),
    (12_650, 999_995),
];
