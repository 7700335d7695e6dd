//! What each kind of evidence weighs, counted on invented reports. Written by
//! `cargo xtask calibrate`; not to be edited.

/// Weight that every cell has.
pub(super) const BIAS: i32 = 3977;
/// Weight of each way to know a row.
pub(super) const LABEL: [i32; 8] = [775, 711, 991, 419, -868, 80, 973, 896];
/// Weight of each way in which figures meet columns.
pub(super) const FIGURES: [i32; 6] = [1314, -3481, 298, 5143, 1178, -476];
/// Weight of each way to set a row.
pub(super) const SETTING: [i32; 3] = [560, 3173, 244];
/// Weight of what the sums say.
pub(super) const SUMS: [i32; 4] = [2249, 3098, 758, -2128];
/// Weight of doubt from elsewhere.
pub(super) const DOUBTED: i32 = -4792;
/// From which score on how many in a million are right.
pub(super) const STEPS: &[(i32, u32)] = &[
    (-2_147_483_648, 266_835),
    (-674, 374_456),
    (-394, 493_453),
    (2276, 879_818),
    (2316, 958_204),
    (3631, 964_563),
    (4080, 974_330),
    (4260, 986_088),
    (4398, 989_523),
    (6693, 996_338),
    (6755, 998_051),
    (6890, 999_276),
    (7068, 999_310),
    (7542, 999_685),
    (7543, 999_816),
    (8423, 999_977),
    (8559, 999_990),
    (12_337, 999_994),
];
