//! The known name that is most like a mistyped one.

/// The nearest of the names, if it is near at all: at most half of it is different.
pub(super) fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let name: Vec<char> = name.trim().chars().collect();
    let far = |other: &str| distance(&name, &other.chars().collect::<Vec<_>>());
    let ranked = known.into_iter().map(|other| (far(other), other));
    let (distance, nearest) = ranked.min_by_key(|(distance, _)| *distance)?;
    (distance * 2 <= nearest.chars().count().max(name.len())).then_some(nearest)
}

/// How many characters must be put in, taken out or changed.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, a) in one.iter().enumerate() {
        let mut left = at + 1;
        let mut above_left = at;
        for (b, cell) in other.iter().zip(row.iter_mut().skip(1)) {
            let changed = above_left + usize::from(a != b);
            above_left = *cell;
            left = changed.min(left + 1).min(*cell + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_near_and_another_word_is_not() {
        let known = ["申请人", "申请内容", "收到日期", "文号"];
        assert_eq!(nearest("申请人姓名", known), Some("申请人"));
        assert_eq!(nearest("申请內容", known), Some("申请内容"));
        assert_eq!(nearest("收到申请日期", known), Some("收到日期"));
        assert_eq!(nearest("天气", known), None);
    }

    #[test]
    fn distance_counts_single_characters() {
        let of = |a: &str, b: &str| {
            distance(
                &a.chars().collect::<Vec<_>>(),
                &b.chars().collect::<Vec<_>>(),
            )
        };
        assert_eq!(of("", "甲乙"), 2);
        assert_eq!(of("甲乙丙", "甲丙"), 1);
        assert_eq!(of("甲乙", "乙甲"), 2);
    }
}
