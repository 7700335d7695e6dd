//! What each kind of evidence weighs, counted on invented reports. Written by
//! `cargo xtask calibrate`; not to be edited.

/// Weight that every cell has.
pub(super) const BIAS: i32 = 4280;
/// Weight of each way to know a row.
pub(super) const LABEL: [i32; 8] = [1056, 1104, 767, 230, -917, 1138, -361, 1263];
/// Weight of each way in which figures meet columns, by how the row is set.
pub(super) const FIGURES: [[i32; 8]; 3] = [
    [3982, 4113, -5590, -5545, 964, 0, 5189, 0],
    [4844, 1642, -5033, -8723, 1791, 0, 2129, 0],
    [1836, 0, 0, 0, 459, 1223, 1827, -827],
];
/// Weight of what the sums say, by how the row is set.
pub(super) const SUMS: [[i32; 5]; 3] = [
    [2058, 2065, 510, -925, -596],
    [2428, 1747, -1499, -2377, -3650],
    [1967, 3601, 1087, -2053, -82],
];
/// Weight of doubt from elsewhere.
pub(super) const DOUBTED: i32 = -5995;
/// From which score on how many in a million are right.
pub(super) const STEPS: &[(i32, u32)] = &[
    (-2_147_483_648, 252_417),
    (-876, 274_030),
    (-828, 378_529),
    (535, 910_577),
    (3135, 946_262),
    (3815, 976_212),
    (4293, 988_767),
    (4769, 989_333),
    (5110, 994_637),
    (7090, 998_612),
    (7514, 999_132),
    (7722, 999_388),
    (8110, 999_826),
    (8259, 999_875),
    (8313, 999_925),
    (9130, 999_944),
    (9893, 999_994),
    (12_608, 999_995),
];
