//! Measures what a supervising office asks of a generated installation, and an hour in which all units hand
//! their reports in: `cargo run --release -p gongkai-office --example supervision -- DIR RUNS [DATABASE]`.
//! See `bench/supervision.sh`. The last year's reports are handed in by it: each run needs fresh data.

use gongkai_domain::access::{Actor, Person, Role};
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::submission::{Anchor, Remark};
use gongkai_office::{Context, Office};
use gongkai_store::files::FileStore;
use gongkai_store::{Location, Store};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The hour is driven so many times as fast as it would go.
const FASTER: u32 = 60;
/// People served at one time.
const WORKERS: usize = 4;
/// The cell that is opened down to its units.
const CELL: &str = "requests.new.total";

/// A generated installation and its people.
#[derive(Clone)]
struct County {
    office: Office,
    above: Context,
    units: Arc<Vec<Unit>>,
    /// The years with data, the first and the last; the last is not handed in.
    years: (i16, i16),
}

struct Unit {
    agency: Agency,
    clerk: Person,
    head: Person,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("say the folder")?);
    let runs: usize = arguments.next().ok_or("say how many runs")?.parse()?;
    let location = match arguments.next() {
        Some(url) => Location::Postgres(url),
        None => Location::Sqlite(folder.join("gongkai.db")),
    };
    let store = Store::open(&location).await?;
    let county = county(store, FileStore::Folder(folder.join("files"))).await?;
    say("| What | Target ms | Median ms | Quartiles ms | p95 ms | p99 ms | Most ms |");
    say("|---|---:|---:|---:|---:|---:|---:|");
    asked(&county, runs).await?;
    prepare(&county).await?;
    for hour in 1..=3 {
        season(&county, hour).await?;
        send_back(&county).await?;
    }
    Ok(())
}

/// What the supervising office opens.
async fn asked(county: &County, runs: usize) -> Result<(), Failure> {
    let (office, above) = (&county.office, &county.above);
    let (first, last) = county.years;
    let year = last - 1;
    let unit = |run: usize| &county.units[run * 7 % county.units.len()].agency;
    let grid = |_| async move {
        office
            .report_grid(above, year)
            .await
            .map(drop)
            .map_err(Failure::from)
    };
    show("grid", 1000, measure(runs, grid).await?);
    let sum = |_| async move {
        office
            .report_sum(above, year)
            .await
            .map(drop)
            .map_err(Failure::from)
    };
    show("sum of all units", 2000, measure(runs, sum).await?);
    let drill = |_| async move {
        let sum = office.report_sum(above, year).await?;
        let behind = sum.behind(CELL);
        assert_eq!(behind.len(), county.units.len());
        Ok(())
    };
    show("a sum's units", 1000, measure(runs, drill).await?);
    let one = |run| async move {
        office
            .submitted_report(above, unit(run), year)
            .await
            .map(drop)
            .map_err(Failure::from)
    };
    show("a submitted report", 1000, measure(runs, one).await?);
    let report = |run| async move {
        office
            .annual_report(above, unit(run), last, None)
            .await
            .map(drop)
            .map_err(Failure::from)
    };
    show(
        "a unit's report compiled",
        1000,
        measure(runs, report).await?,
    );
    let states = |run| async move {
        office
            .report_states(above, unit(run), first..=last)
            .await
            .map(drop)
            .map_err(Failure::from)
    };
    show("a unit's years", 1000, measure(runs, states).await?);
    Ok(())
}

/// All units complete and lock the report of the last year.
async fn prepare(county: &County) -> Result<(), Failure> {
    let year = county.years.1;
    let mut took = Vec::new();
    for unit in county.units.iter() {
        let begun = Instant::now();
        let (office, agency) = (&county.office, &unit.agency);
        let clerk = county.by(&unit.clerk);
        let view = office.annual_report(&clerk, agency, year, None).await?;
        let asked = view.compiled.asked();
        let none: BTreeMap<String, String> = asked
            .map(|cell| (cell.id.clone(), "0".to_owned()))
            .collect();
        let seen = (year, view.work.revision);
        office.type_cells(&clerk, agency, seen, &none).await?;
        let view = office.annual_report(&clerk, agency, year, None).await?;
        let seen = (year, view.work.revision);
        let head = county.by(&unit.head);
        office.lock_report(&head, agency, seen, true).await?;
        took.push(begun.elapsed());
    }
    show("completed and locked", 0, took);
    Ok(())
}

/// All units hand in, at times spread at random over an hour that goes faster.
async fn season(county: &County, hour: u64) -> Result<(), Failure> {
    let mut draw = hour;
    let span = 3600.0 / f64::from(FASTER);
    let mut arrivals: Vec<(f64, usize)> = (0..county.units.len())
        .map(|unit| (next(&mut draw) * span, unit))
        .collect();
    arrivals.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (arrivals, at, begun) = (
        Arc::new(arrivals),
        Arc::new(AtomicUsize::new(0)),
        Instant::now(),
    );
    let mut workers = tokio::task::JoinSet::new();
    for _ in 0..WORKERS {
        let (county, arrivals, at) = (county.clone(), Arc::clone(&arrivals), Arc::clone(&at));
        workers.spawn(async move {
            let mut took = Vec::new();
            while let Some((due, unit)) = arrivals.get(at.fetch_add(1, Ordering::Relaxed)) {
                let due = begun + Duration::from_secs_f64(*due);
                tokio::time::sleep_until(due.into()).await;
                let served = Instant::now();
                hand_in(&county, *unit).await?;
                took.push((due.elapsed(), served.elapsed()));
            }
            Ok::<_, Failure>(took)
        });
    }
    let (mut waited, mut served) = (Vec::new(), Vec::new());
    while let Some(worker) = workers.join_next().await {
        for (from_arrival, from_begin) in worker?? {
            waited.push(from_arrival);
            served.push(from_begin);
        }
    }
    show(&format!("handed in, {hour}. time"), 500, served);
    show(
        &format!("the same from its arrival, {hour}. time"),
        500,
        waited,
    );
    Ok(())
}

/// The page before it, and the hand-in.
async fn hand_in(county: &County, unit: usize) -> Result<(), Failure> {
    let (unit, year) = (&county.units[unit], county.years.1);
    let (office, clerk) = (&county.office, county.by(&unit.clerk));
    let (submission, ..) = office.submission_of(&clerk, &unit.agency.id, year).await?;
    let seen = (year, submission.revision);
    Ok(office.hand_in_report(&clerk, &unit.agency, seen).await?)
}

/// The supervising office sends all of them back, so that they come again.
async fn send_back(county: &County) -> Result<(), Failure> {
    let mut took = Vec::new();
    for unit in county.units.iter() {
        let (clerk, year) = (county.by(&unit.clerk), county.years.1);
        let id = &unit.agency.id;
        let (submission, ..) = county.office.submission_of(&clerk, id, year).await?;
        let remark = Remark {
            anchor: Anchor::Report,
            text: "请再报一次。".to_owned(),
        };
        let seen = (year, submission.revision);
        let begun = Instant::now();
        let sent = county
            .office
            .send_report_back(&county.above, &unit.agency, seen, vec![remark]);
        sent.await?;
        took.push(begun.elapsed());
    }
    show("sent back", 500, took);
    Ok(())
}

async fn measure<F: Future<Output = Result<(), Failure>>>(
    runs: usize,
    work: impl Fn(usize) -> F,
) -> Result<Vec<Duration>, Failure> {
    let mut took = Vec::new();
    // The first is not counted: it fills caches that stay filled.
    for run in 0..=runs {
        let begun = Instant::now();
        work(run).await?;
        took.push(begun.elapsed());
    }
    Ok(took.split_off(1))
}

fn show(what: &str, target: u32, mut took: Vec<Duration>) {
    took.sort();
    let at = |percent: usize| {
        let index = (took.len() * percent).div_ceil(100).saturating_sub(1);
        took[index].as_secs_f64() * 1000.0
    };
    say(&format!(
        "| {what} | {target} | {:.0} | {:.0}–{:.0} | {:.0} | {:.0} | {:.0} |",
        at(50),
        at(25),
        at(75),
        at(95),
        at(99),
        at(100),
    ));
}

#[expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]
fn say(line: &str) {
    println!("{line}");
}

/// A number from 0 to 1.
fn next(draw: &mut u64) -> f64 {
    *draw = draw
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    let high = u32::try_from(*draw >> 32).unwrap_or_default();
    f64::from(high) / f64::from(u32::MAX)
}

impl County {
    fn by(&self, person: &Person) -> Context {
        Context {
            actor: Actor::Person(person.clone()),
            ..self.above.clone()
        }
    }
}

async fn county(store: Store, files: FileStore) -> Result<County, Failure> {
    let mut people: BTreeMap<(AgencyId, Role), Person> = BTreeMap::new();
    for account in store.accounts().await? {
        for grant in &account.grants {
            let person = Person {
                account: account.id.clone(),
                name: account.name.clone(),
                grants: account.grants.clone(),
            };
            people.insert((grant.agency.clone(), grant.role), person);
        }
    }
    let of = |agency: &Agency, role| {
        let person = people.get(&(agency.id.clone(), role)).cloned();
        person.ok_or_else(|| format!("nobody is {role:?} of {}", agency.slug))
    };
    let agencies = store.agencies().await?;
    let top = agencies.iter().find(|agency| agency.parent.is_none());
    let top = top.ok_or("no county")?;
    let mut units = Vec::new();
    for agency in agencies.iter().filter(|agency| agency.parent.is_some()) {
        units.push(Unit {
            agency: agency.clone(),
            clerk: of(agency, Role::Clerk)?,
            head: of(agency, Role::Approver)?,
        });
    }
    let one = units.first().ok_or("no unit")?;
    let locked = store.report_work_at(&one.agency.id).await?.into_iter();
    let locked: Vec<i16> = locked
        .filter(|work| work.locked_on.is_some())
        .map(|work| work.year)
        .collect();
    let (Some(first), Some(last)) = (locked.first(), locked.last()) else {
        return Err("no report is locked: generate at least two years".into());
    };
    let above = Context {
        actor: Actor::Person(of(top, Role::Supervisor)?),
        now: Timestamp::now(),
        origin: "benchmark".to_owned(),
    };
    let calendar = Arc::new(WorkdayCalendar::statutory()?.clone());
    Ok(County {
        office: Office::new(store, files, calendar),
        above,
        units: Arc::new(units),
        years: (*first, last + 1),
    })
}
