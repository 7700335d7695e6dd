//! Slowing down guesses: so many at once, then so many a minute, by address and by account.

use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Attempts one address has at once, and a minute afterwards.
const BY_ADDRESS: Rate = Rate {
    burst: 3,
    per_hour: 180,
};
/// Attempts on one account: so many that nobody can lock its owner out by guessing.
const BY_ACCOUNT: Rate = Rate {
    burst: 60,
    per_hour: 1800,
};
/// Requests with one token: what a program needs for a day's work at once, and twenty a second after.
const BY_TOKEN: Rate = Rate {
    burst: 600,
    per_hour: 72_000,
};

/// Requests of programs without a token from one address: a whole county may come from one, and what
/// they read is public.
const BY_READER: Rate = Rate {
    burst: 300,
    per_hour: 36_000,
};

/// What the public may say from one address: a touch screen is one, and people stand in line at it.
const BY_SCREEN: Rate = Rate {
    burst: 20,
    per_hour: 240,
};
/// Requests that the public files from one address: ten an hour (K5).
const BY_FILING: Rate = Rate {
    burst: 10,
    per_hour: 10,
};
/// Of these, those to one agency: five an hour (K5).
const BY_AGENCY: Rate = Rate {
    burst: 5,
    per_hour: 5,
};
/// How many times as much is taken from an address that many people share.
const SHARED: i64 = 10;
/// Receipts looked up from one address: ten tries an hour when they are wrong (E9).
const BY_RECEIPT: Rate = Rate {
    burst: 10,
    per_hour: 10,
};
/// Tries at one receipt, from wherever they come, five an hour when they are wrong (E9).
const BY_CODE: Rate = Rate {
    burst: 5,
    per_hour: 5,
};
/// Times that one address saves what is being filled in.
const BY_DRAFT: Rate = Rate {
    burst: 120,
    per_hour: 600,
};
/// Files that one address hands in: thirty an hour (K5).
const BY_UPLOAD: Rate = Rate {
    burst: 30,
    per_hour: 30,
};
/// Keys held before those that are full again are forgotten.
const MOST_KEYS: usize = 20_000;

#[derive(Clone, Copy)]
struct Rate {
    burst: i64,
    per_hour: i64,
}

impl Rate {
    /// The rate of an address: more where many people share it.
    const fn of(self, from: Origin<'_>) -> Self {
        let times = if from.shared { SHARED } else { 1 };
        Self {
            burst: self.burst * times,
            per_hour: self.per_hour * times,
        }
    }
}

/// From where the public comes.
#[derive(Clone, Copy)]
pub(crate) struct Origin<'a> {
    /// The address.
    pub(crate) address: &'a str,
    /// Whether many people share it.
    pub(crate) shared: bool,
}

/// Attempts left, in thousandths, and when that was.
struct Bucket {
    left: i64,
    at: Timestamp,
}

/// What has been tried lately in this process.
#[derive(Default)]
pub(crate) struct Throttle {
    buckets: Mutex<BTreeMap<String, Bucket>>,
}

impl Throttle {
    /// Takes an attempt, or says in how many seconds there will be one.
    pub(crate) fn take(&self, address: &str, account: &str, now: Timestamp) -> Result<(), u64> {
        let mut buckets = self.held(now);
        take(&mut buckets, format!("address {address}"), BY_ADDRESS, now)?;
        take(&mut buckets, format!("account {account}"), BY_ACCOUNT, now)
    }

    /// Takes a request with a token, or says in how many seconds there will be one.
    pub(crate) fn take_with(&self, token: &str, now: Timestamp) -> Result<(), u64> {
        take(&mut self.held(now), format!("token {token}"), BY_TOKEN, now)
    }

    /// Takes a request that the public files with an agency, or says in how many seconds it may.
    pub(crate) fn take_filing(
        &self,
        from: Origin<'_>,
        agency: &str,
        now: Timestamp,
    ) -> Result<(), u64> {
        let mut buckets = self.held(now);
        let address = from.address;
        let at_agency = format!("filing {address} {agency}");
        take(&mut buckets, at_agency, BY_AGENCY.of(from), now)?;
        let anywhere = format!("filing {address}");
        take(&mut buckets, anywhere, BY_FILING.of(from), now)
    }

    /// Takes a wrong try at a receipt, from an address and at its code's mark, or says in how many seconds
    /// there is another.
    pub(crate) fn take_receipt(
        &self,
        address: &str,
        code: &str,
        now: Timestamp,
    ) -> Result<(), u64> {
        let mut buckets = self.held(now);
        let address = format!("receipt {address}");
        take(&mut buckets, address, BY_RECEIPT, now)?;
        take(&mut buckets, format!("code {code}"), BY_CODE, now)
    }

    /// Gives back a try at a receipt that was right.
    pub(crate) fn give_back_receipt(&self, address: &str, code: &str) {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        for key in [format!("receipt {address}"), format!("code {code}")] {
            if let Some(bucket) = buckets.get_mut(&key) {
                bucket.left += 1000;
            }
        }
    }

    /// Takes a saving of what is being filled in, or says in how many seconds there is another.
    pub(crate) fn take_draft(&self, address: &str, now: Timestamp) -> Result<(), u64> {
        take(
            &mut self.held(now),
            format!("draft {address}"),
            BY_DRAFT,
            now,
        )
    }

    /// Takes a file that the public hands in, or says in how many seconds it may.
    pub(crate) fn take_upload(&self, from: Origin<'_>, now: Timestamp) -> Result<(), u64> {
        let key = format!("upload {}", from.address);
        take(&mut self.held(now), key, BY_UPLOAD.of(from), now)
    }

    /// Takes a request without a token, or says in how many seconds there will be one.
    pub(crate) fn take_reading(&self, address: &str, now: Timestamp) -> Result<(), u64> {
        let key = format!("reader {address}");
        take(&mut self.held(now), key, BY_READER, now)
    }

    /// The buckets; without those that are full again, where there are too many.
    fn held(&self, now: Timestamp) -> MutexGuard<'_, BTreeMap<String, Bucket>> {
        // A thread that panicked while holding the lock left whole buckets behind.
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > MOST_KEYS {
            buckets.retain(|_, bucket| now.as_second() - bucket.at.as_second() < 3600);
        }
        buckets
    }

    /// Takes something that the public says from an address, or says in how many seconds it may.
    pub(crate) fn take_appraisal(&self, address: &str, now: Timestamp) -> Result<(), u64> {
        take(
            &mut self.held(now),
            format!("screen {address}"),
            BY_SCREEN,
            now,
        )
    }

    /// Gives an address its attempts back after a right answer.
    pub(crate) fn forgive(&self, address: &str) {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        buckets.remove(&format!("address {address}"));
    }
}

fn take(
    buckets: &mut BTreeMap<String, Bucket>,
    key: String,
    rate: Rate,
    now: Timestamp,
) -> Result<(), u64> {
    let full = rate.burst * 1000;
    let bucket = buckets.entry(key).or_insert(Bucket {
        left: full,
        at: now,
    });
    let passed = (now.as_millisecond() - bucket.at.as_millisecond()).max(0);
    bucket.left = full.min(bucket.left + passed * rate.per_hour / 3600);
    bucket.at = now;
    if bucket.left >= 1000 {
        bucket.left -= 1000;
        return Ok(());
    }
    let missing = 1000 - bucket.left;
    Err(u64::try_from(missing * 3600 / rate.per_hour / 1000 + 1).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn one_address_guesses_three_times_and_then_three_times_a_minute() {
        let throttle = Throttle::default();
        let guess = |second| throttle.take("192.0.2.1", "wang", at(second)).is_ok();
        assert_eq!(
            [guess(0), guess(0), guess(0), guess(0)],
            [true, true, true, false]
        );
        let minute: Vec<bool> = (1..=60).map(guess).collect();
        assert_eq!(minute.iter().filter(|&&allowed| allowed).count(), 3);
    }

    #[test]
    fn a_shared_address_files_ten_times_as_much_and_no_agency_gets_more_than_half_of_it() {
        for (shared, at_one, anywhere) in [(false, 5, 10), (true, 50, 100)] {
            let throttle = Throttle::default();
            let from = Origin {
                address: "192.0.2.1",
                shared,
            };
            let file = |agency| throttle.take_filing(from, agency, at(0)).is_ok();
            let at_first = (0..200).filter(|_| file("first")).count();
            let at_second = (0..200).filter(|_| file("second")).count();
            assert!(!file("third"), "{shared}");
            assert_eq!((at_first, at_first + at_second), (at_one, anywhere));
        }
    }

    #[test]
    fn a_day_has_249_wrong_tries_for_an_address_and_124_for_a_receipt() {
        // As often as the buckets can be used to the full.
        let day = || (0..86_400).step_by(72);
        let throttle = Throttle::default();
        let elsewhere =
            |second: i64| throttle.take_receipt("192.0.2.1", &second.to_string(), at(second));
        assert_eq!(
            day().filter(|second| elsewhere(*second).is_ok()).count(),
            249
        );
        let throttle = Throttle::default();
        let one =
            |second: i64| throttle.take_receipt(&format!("address {second}"), "code", at(second));
        assert_eq!(day().filter(|second| one(*second).is_ok()).count(), 124);
    }

    #[test]
    fn guesses_from_elsewhere_do_not_lock_the_owner_out() {
        let throttle = Throttle::default();
        for guesser in 0..50 {
            let _ = throttle.take(&format!("198.51.100.{guesser}"), "wang", at(0));
        }
        assert!(throttle.take("192.0.2.1", "wang", at(0)).is_ok());
    }
}
