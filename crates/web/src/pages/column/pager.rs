//! Turning pages of a list.

/// The links of a pager.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pager {
    pub(crate) page: u64,
    pub(crate) pages: u64,
    pub(crate) total: u64,
    /// Whether there are more than those, which were not counted.
    pub(crate) more: bool,
    /// The page before, or nothing.
    pub(crate) before: String,
    /// The page after, or nothing.
    pub(crate) after: String,
    /// Some pages with gaps between them.
    pub(crate) near: Vec<Step>,
    /// All pages, where `near` has gaps.
    pub(crate) all: Vec<Step>,
}

/// A page, or a gap.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// 0 for a gap.
    pub(crate) number: u64,
    pub(crate) href: String,
    pub(crate) current: bool,
}

/// Items on a page of a list.
pub(crate) const ON_A_PAGE: u64 = 20;
/// Pages of one list that are all named: with them any of four thousand items is one page away.
const ALL_NAMED: u64 = 200;

impl Pager {
    /// The pager of a list of so many items, at a page.
    pub(crate) fn of(total: u64, page: u64, href: impl Fn(u64) -> String) -> Self {
        let pages = pages_of(total);
        let page = page.clamp(1, pages);
        let step = |number: u64| Step {
            number,
            href: href(number),
            current: number == page,
        };
        let is_near = |number: &u64| *number == 1 || *number == pages || number.abs_diff(page) <= 2;
        let numbers: Vec<u64> = (1..=pages).filter(is_near).collect();
        let mut near: Vec<Step> = Vec::new();
        for number in numbers {
            if near.last().is_some_and(|last| last.number + 1 < number) {
                near.push(Step {
                    number: 0,
                    href: String::new(),
                    current: false,
                });
            }
            near.push(step(number));
        }
        let has_gaps = near.iter().any(|step| step.number == 0);
        Self {
            page,
            pages,
            total,
            more: false,
            before: if page > 1 {
                href(page - 1)
            } else {
                String::new()
            },
            after: if page < pages {
                href(page + 1)
            } else {
                String::new()
            },
            all: if has_gaps {
                (1..=pages.min(ALL_NAMED)).map(step).collect()
            } else {
                Vec::new()
            },
            near,
        }
    }
}

/// Pages of a list of so many items; an empty list has one.
pub(crate) fn pages_of(total: u64) -> u64 {
    total.div_ceil(ON_A_PAGE).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_page_and_those_beside_this_one_are_named() {
        let pager = Pager::of(1366, 10, |page| format!("?page={page}"));
        let near: Vec<u64> = pager.near.iter().map(|step| step.number).collect();
        assert_eq!(near, [1, 0, 8, 9, 10, 11, 12, 0, 69]);
        assert_eq!(
            (pager.before.as_str(), pager.after.as_str()),
            ("?page=9", "?page=11")
        );
        assert_eq!(pager.all.len(), 69);
        assert_eq!(Pager::of(0, 7, |_| String::new()).pages, 1);
    }
}
