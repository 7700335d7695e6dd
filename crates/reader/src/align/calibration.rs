//! What each kind of evidence weighs, counted on invented reports. Written by
//! `cargo xtask calibrate`; not to be edited.

/// Weight that every cell has.
pub(super) const BIAS: i32 = 3876;
/// Weight of each way to know a row.
pub(super) const LABEL: [i32; 8] = [744, 684, 1041, 405, -896, 85, 945, 869];
/// Weight of each way in which figures meet columns.
pub(super) const FIGURES: [i32; 7] = [1724, 341, -5930, 712, 5494, 1599, -63];
/// Weight of each way to set a row.
pub(super) const SETTING: [i32; 3] = [2216, 1679, -19];
/// Weight of what the sums say.
pub(super) const SUMS: [i32; 4] = [2221, 3072, 736, -2153];
/// Weight of doubt from elsewhere.
pub(super) const DOUBTED: i32 = -4785;
/// From which score on how many in a million are right.
pub(super) const STEPS: &[(i32, u32)] = &[
    (-2_147_483_648, 268_577),
    (-673, 374_125),
    (-316, 721_301),
    (2276, 880_828),
    (3422, 956_478),
    (3636, 963_194),
    (4112, 973_411),
    (4273, 985_618),
    (4469, 989_033),
    (5531, 989_801),
    (6310, 997_242),
    (6884, 999_383),
    (7061, 999_845),
    (8421, 999_976),
    (8546, 999_979),
    (9337, 999_990),
    (9397, 999_994),
];
